export function MarketsPage() {
  return <h1 className="p-4">Markets</h1>;
}
