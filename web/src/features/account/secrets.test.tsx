// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ApiToken } from '@/api/account';
import { NewAccountForm } from './new-account-form';
import { SignInForm } from './sign-in-form';
import { PasswordForm } from './tabs/password-form';
import { TokenDialog } from './tabs/token-dialog';
import { TokenSecret } from './tabs/token-secret';

const PASSWORD = 'correct horse battery';
const CODE = 'setup_Xy12';
const SECRET = 'cw_9fK2vQ7mXr4TzB1nLs8WdYp6HcEa3JgU';
const TOKEN: ApiToken = {
  id: 4,
  name: 'backtest',
  scopes: ['read'],
  issued: false,
  created_at: '2026-03-12T14:31:00Z',
  expires_at: null,
  last_used_at: null,
  last_address: null,
  token: SECRET,
};

const sent: string[] = [];
let queries: QueryClient;

function show(element: React.ReactNode): void {
  render(<QueryClientProvider client={queries}>{element}</QueryClientProvider>);
}

const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

/** Everything that outlives a form: the storage of the browser, its cookies of scripts, and what was read. */
const kept = (): string =>
  JSON.stringify([
    Object.entries(localStorage),
    Object.entries(sessionStorage),
    document.cookie,
    location.href,
    queries
      .getQueryCache()
      .getAll()
      .map(({ state }) => state),
    queries
      .getMutationCache()
      .getAll()
      .map(({ state }) => state),
  ]);

beforeEach(() => {
  sent.length = 0;
  queries = new QueryClient();
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(await request.text());
    return new URL(request.url).pathname.endsWith('/tokens')
      ? Response.json(TOKEN, { status: 201 })
      : Response.json({});
  });
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('a secret that was typed or shown', () => {
  it('is not kept after signing in', async () => {
    const onSignedIn = vi.fn();
    show(<SignInForm onSignedIn={onSignedIn} />);
    type('Username', 'alice');
    type('Password', PASSWORD);
    press('Sign in');
    await waitFor(() => expect(onSignedIn).toHaveBeenCalled());
    expect(sent[0]).toContain(PASSWORD);
    cleanup();
    await waitFor(() => expect(kept()).not.toContain(PASSWORD));
  });

  it('is not kept after the administrator was made by the one-time code', async () => {
    const onSignedIn = vi.fn();
    const code = { label: 'Code', missing: '', wrong: '' };
    show(<NewAccountForm label="Create" needsTls={false} code={code} onSignedIn={onSignedIn} />);
    type('Code', `"setup_code": "${CODE}"`);
    type('Username', 'alice');
    type('Password', PASSWORD);
    press('Create');
    await waitFor(() => expect(onSignedIn).toHaveBeenCalled());
    expect(JSON.parse(sent[0] ?? '')).toEqual({ username: 'alice', password: PASSWORD, setup_code: CODE });
    cleanup();
    await waitFor(() => expect(kept()).not.toMatch(new RegExp(`${PASSWORD}|${CODE}`)));
  });

  it('is not kept after the password was changed', async () => {
    show(<PasswordForm username="alice" />);
    type('Current password', PASSWORD);
    type('New password', 'another horse staple');
    press('Change password');
    await waitFor(() => expect(sent[0]).toContain('another horse staple'));
    cleanup();
    await waitFor(() => expect(kept()).not.toContain('horse'));
  });

  it('of a token is shown until Done, and kept nowhere', async () => {
    function Tokens() {
      const [made, setMade] = useState<ApiToken | null>(null);
      return made === null ? (
        <TokenDialog admin={false} onClose={vi.fn()} onCreated={setMade} />
      ) : (
        <TokenSecret token={made} onDone={() => setMade({ ...TOKEN, token: null })} />
      );
    }
    show(<Tokens />);
    type('Name', 'backtest');
    press('Create token');
    await screen.findByText(SECRET);
    await waitFor(() => expect(kept()).not.toContain(SECRET));
    press('Done');
    expect(screen.queryByText(SECRET)).toBeNull();
  });
});

describe('what a password manager needs', () => {
  const attributes = (label: string) => {
    const field = screen.getByLabelText(label);
    return [field.getAttribute('name'), field.getAttribute('autocomplete'), field.getAttribute('type')];
  };

  it('is at the fields of signing in', () => {
    show(<SignInForm onSignedIn={vi.fn()} />);
    expect(attributes('Username')).toEqual(['username', 'username', null]);
    expect(attributes('Password')).toEqual(['password', 'current-password', 'password']);
  });

  it('is at the fields of a new account', () => {
    const code = { label: 'Code', missing: '', wrong: '' };
    show(<NewAccountForm label="Create" needsTls={false} code={code} onSignedIn={vi.fn()} />);
    expect(attributes('Code')).toEqual(['code', 'one-time-code', null]);
    expect(attributes('Username')).toEqual(['username', 'username', null]);
    expect(attributes('Password')).toEqual(['password', 'new-password', 'password']);
  });

  it('is at the fields of a change', () => {
    show(<PasswordForm username="alice" />);
    expect(attributes('Current password')).toEqual(['current_password', 'current-password', 'password']);
    expect(attributes('New password')).toEqual(['new_password', 'new-password', 'password']);
    expect(document.querySelector<HTMLInputElement>('input[autocomplete="username"]')?.value).toBe('alice');
  });
});
