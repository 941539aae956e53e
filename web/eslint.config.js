import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// Arrows: app -> features -> charts, api, ui -> lib. Features never see each other.
const features = ['account', 'chart', 'data', 'markets'];
const shared = ['./src/charts', './src/api', './src/ui'];

export default tseslint.config(
  { ignores: ['eslint.config.js', 'scripts/**', 'dist/**', 'src/api/schema.ts', 'src/**/*.js'] },
  ...tseslint.configs.strictTypeChecked,
  importX.flatConfigs.typescript,
  {
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { 'import-x': importX, 'react-hooks': reactHooks },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...features.map((name) => ({
              target: `./src/features/${name}`,
              from: './src/features',
              except: [`./${name}`],
            })),
            { target: './src/features', from: './src/app' },
            { target: [...shared, './src/lib'], from: ['./src/features', './src/app'] },
            { target: './src/charts', from: ['./src/api', './src/ui'] },
            { target: './src/api', from: ['./src/charts', './src/ui'] },
            { target: './src/ui', from: ['./src/charts', './src/api'] },
            { target: './src/lib', from: shared },
          ],
        },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'lightweight-charts', message: 'Only src/charts draws with it.' },
            { name: '@lingui/core', message: 'Texts go through @/lib/text.' },
            { name: '@radix-ui/react-dialog', message: 'Use @/ui/dialog, which works under the CSP.' },
          ],
        },
      ],
    },
  },
  { files: ['src/charts/**', 'src/lib/text.ts', 'src/ui/**'], rules: { 'no-restricted-imports': 'off' } },
  { files: ['vite.config.ts', 'vitest.browse.config.ts'], rules: { 'import-x/no-default-export': 'off' } },
);
