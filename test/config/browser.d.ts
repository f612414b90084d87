/** Arguments every launch of the tests' browser uses. */
export declare const browserArgs: string[];
/** The path of the browser to use, or null where none is installed. */
export declare function findBrowser(): string | null;
/** The path of a browser, after installing one if there was none. */
export declare function ensureBrowser(): Promise<string>;
