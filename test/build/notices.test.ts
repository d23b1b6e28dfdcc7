import { describe, expect, test } from 'vitest';
import { noticesText, packageFolders, packedFolders } from '../../build/notices.mjs';
import { withTree } from './plantedTree.ts';

const chunk = (...moduleIds: string[]) => ({ output: [{ type: 'chunk' as const, moduleIds }] });

describe('the packages of a bundle', () => {
  test('are found by the places of their code, the innermost where one lies in another', () => {
    const bundles = [
      chunk(
        '/p/electron/main.ts',
        '/p/node_modules/ws/lib/a.js',
        '/p/node_modules/@a/b/index.js?commonjs-es-import',
        '\0rolldown/runtime.js',
      ),
      { output: [{ type: 'asset' as const }] },
      chunk('/p/node_modules/ws/lib/b.js', '/p/node_modules/ws/node_modules/c/d.js', '/elsewhere/node_modules/e/f.js'),
    ];
    expect(packageFolders('/p/', bundles)).toEqual([
      'node_modules/@a/b',
      'node_modules/ws',
      'node_modules/ws/node_modules/c',
    ]);
  });

  test('have company of those that are packed as they are, without tools and without what is not installed', () => {
    const packages = {
      '': {},
      'node_modules/packed': {},
      'node_modules/tool': { dev: true },
      'node_modules/for-another-system': { optional: true },
    };
    withTree(
      {
        'package-lock.json': JSON.stringify({ packages }),
        'node_modules/packed/package.json': '{}',
        'node_modules/tool/package.json': '{}',
      },
      (root) => expect(packedFolders(root)).toEqual(['node_modules/packed']),
    );
  });
});

describe('the notices', () => {
  const tree = {
    'node_modules/b/package.json':
      '{ "name": "b", "version": "2.0.0", "license": "MIT", "homepage": "https://b.example" }',
    'node_modules/b/LICENSE.md': 'Copyright Bea\r\nas it is\n',
    'node_modules/b/NOTICE': 'with thanks to Cleo',
    'node_modules/b/license-checker.js/keep': 'a folder',
    'node_modules/a/package.json':
      '{ "name": "a", "version": "1.0.0", "license": "EPL-2.0", "repository": { "url": "git://a" } }',
    'node_modules/c/node_modules/b/package.json': '{ "name": "b", "version": "2.0.0", "license": "MIT" }',
    'node_modules/c/node_modules/b/LICENSE': 'Copyright Bea\nas it is',
  };

  test('have each package once, with licence, source and texts, or say that there is no text', () => {
    withTree(tree, (root) => {
      const text = noticesText(root, ['node_modules/c/node_modules/b', 'node_modules/b', 'node_modules/a']);
      const [, first, second, ...more] = text.split(`\n\n${'='.repeat(80)}\n\n`);
      expect(first).toBe(
        'a 1.0.0\nLicence: EPL-2.0\nSource: git://a\n\nThe package comes without a text of its licence.',
      );
      expect(second?.trimEnd()).toBe(
        'b 2.0.0\nLicence: MIT\nSource: https://b.example\n\nCopyright Bea\nas it is\n\nwith thanks to Cleo',
      );
      expect(more).toEqual([]);
    });
  });
});
