export function SignUpPage() {
  return <h1 className="p-4">Create an account</h1>;
}
