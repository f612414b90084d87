/** Another process works with the data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

/** What is on disk is not what was written. Nothing is changed; a backup is needed. */
export class DataDamaged extends Error {
  override readonly name = 'DataDamaged';
}
