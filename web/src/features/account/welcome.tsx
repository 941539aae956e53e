export function WelcomePage() {
  return <h1 className="p-4">Welcome</h1>;
}
