/** `describe` and `it` in the tests that run in a browser. */
/// <reference types="mocha" />
