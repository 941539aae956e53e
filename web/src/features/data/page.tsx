export function DataPage() {
  return <h1 className="p-4">Data</h1>;
}
