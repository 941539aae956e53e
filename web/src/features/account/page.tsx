export function AccountPage() {
  return <h1 className="p-4">Account</h1>;
}
