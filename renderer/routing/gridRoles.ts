/**
 * A table as a data grid of the ARIA practice guide: something whose cells are selected and changed, where a table alone is
 * something to read. What only a grid has is set by attachments, as the markup checker knows tables only as something to read.
 */
export const gridRole = 'grid';

export const asGrid =
  (isReadOnly: boolean) =>
  (table: HTMLTableElement): void => {
    table.setAttribute('aria-multiselectable', 'true');
    table.setAttribute('aria-readonly', String(isReadOnly));
  };

export const asGridCell =
  (isSelected: boolean) =>
  (cell: HTMLTableCellElement): void => {
    cell.setAttribute('role', 'gridcell');
    cell.setAttribute('aria-selected', String(isSelected));
  };
