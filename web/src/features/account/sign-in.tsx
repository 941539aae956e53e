export function SignInPage() {
  return <h1 className="p-4">Sign in</h1>;
}
