/** One measured size in bytes after gzip; null where the part is missing. */
export interface Size {
  readonly name: string;
  readonly bytes: number | null;
  readonly ceiling: number;
  readonly files: readonly { readonly file: string; readonly bytes: number }[];
}
/** Measures everything that has a ceiling. */
export declare function measure(): Promise<Size[]>;
/** The sizes as lines of text. */
export declare function tableOf(sizes: readonly Size[]): string;
/** The sizes above their ceiling. */
export declare function tooLarge(sizes: readonly Size[]): Size[];
