export { DataDamaged, FolderInUse } from './errors.ts';
export { type EmbeddedOptions, openEmbeddedStore } from './open.ts';
