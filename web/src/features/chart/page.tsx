export function ChartPage() {
  return <h1 className="p-4">Chart</h1>;
}
