"use strict";

const js = require("@eslint/js");

module.exports = [
  { ignores: ["**/.venv*/**", "dist/**", "mutants/**", "**/node_modules/**", "**/*.min.js"] },
  js.configs.recommended,
  {
    files: ["karamap/page/js/**/*.js"],
    languageOptions: { ecmaVersion: 2022, sourceType: "script" },
    rules: {
      "no-undef": "off", // tsc knows the names of the browser, of Leaflet and of types.d.ts
      "no-unused-vars": ["error", { args: "after-used" }],
      eqeqeq: "error",
      "prefer-const": "error",
      "no-var": "error",
      complexity: ["error", 12],
      "max-len": ["error", 120],
      "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true, IIFEs: false }],
    },
  },
  {
    files: ["*.js"],
    languageOptions: { sourceType: "commonjs", globals: { require: "readonly", module: "writable" } },
  },
];
