import type { Explanations } from './explanation.ts';

const told = (cause: string): Explanations[string] => ({ cause, wrong: null, cured: null });

/** What is wrong in a data file: codes of a run, which the check reports as unreadable-data or panel-keys. */
export const files: Explanations = {
  'file-not-found': told(
    'The data file was there when the study was checked, or its path is empty; now it cannot be found.',
  ),
  'file-is-directory': told('The path under data names a folder. A source is one file.'),
  'file-not-regular': told(
    'The path under data names a device or a pipe, which cannot be read twice with the same result.',
  ),
  'file-outside': told(
    'The path leads out of the folder of the study, by ".." or by a symbolic link. A study reads only what lies in its folder.',
  ),
  'file-unreadable': told('The operating system refuses to read the file, usually for lack of permission.'),
  'file-changed': told(
    'The size of the file, or the time of its last change, was not the same before and after it was read. What was read may be half of the old file and half of the new one.',
  ),
  'source-too-large': told(
    'The file, or what a compressed file holds, is larger than this version reads into memory.',
  ),
  'missing-engine': told(
    'What reads the table is a package that npm installs beside studyc where it can. It is not installed, or not built for this kind of machine. Install it, or leave engine out if the file fits into memory.',
  ),
  'engine-option': told(
    'An option under data is one of the format in memory, and the engine reads the format without it. Leave engine out, or save the file so that the option is not needed.',
  ),
  'engine-refuses': told(
    'The engine cannot read the file, or has no place on the disk: the message is its own. A file of text has the same number of cells in every line, quotes that are closed, and UTF-8. The engine writes to .studyc in the folder of the study.',
  ),
  'engine-without-columns': told(
    'The columns of the table stay in its engine, because the source says sums: true or because they are more than come back into memory. What was asked for needs them. Filter the rows so that they come back, or ask for linear models only.',
  ),
  'encoding-unknown': told(
    'No encoding of this name is known. Usual ones are utf-8, gbk, big5, utf-16le and windows-1252.',
  ),
  'encoding-invalid': told(
    'The bytes of the file are not text in the stated encoding; without one, utf-8 is expected. Files that were saved on a Chinese system are often gbk.',
  ),
  'foreign-option': told(
    'An option under data belongs to another format of files. The check reports it as source-option.',
  ),
  'option-value': told(
    'An option of the source under data has a value that it cannot take: a delimiter is one character, and the signs of decimals and thousands are two.',
  ),
  'csv-nul': told(
    'The file holds bytes of value zero, so it is no text in the stated encoding: often UTF-16, or a workbook.',
  ),
  'csv-empty': {
    cause: 'The file has no header, or a header and no rows.',
    form: 'data',
    wrong: ['firm,year,wage'],
    cured: ['firm,year,wage', '1,2014,12.5'],
  },
  'csv-header': {
    cause: 'The first line names the columns. Each has a name, and no name stands twice.',
    form: 'data',
    wrong: ['firm,year,wage,wage', '1,2014,12.5,13'],
    cured: ['firm,year,wage,bonus', '1,2014,12.5,13'],
  },
  'csv-quote': {
    cause:
      'A quote that opens a cell is never closed, or something follows the closing one. A quote within a quoted cell is written twice.',
    form: 'data',
    wrong: ['firm,year,name', '1,2014,"The "big" one"'],
    cured: ['firm,year,name', '1,2014,"The ""big"" one"'],
  },
  'csv-ragged': {
    cause:
      'A row has more or fewer cells than the header, usually for an unquoted comma or another delimiter.',
    form: 'data',
    wrong: ['firm,year,wage', '1,2014,12.5', '2,2014,12,5'],
    cured: ['firm,year,wage', '1,2014,12.5', '2,2014,12.5'],
  },
  'number-form': {
    cause:
      'A cell of a numeric column is no plain number: 1,234, Inf, 0x1F, or one too large for a number. It is not taken for missing unless the study says so, under na.',
    form: 'data',
    wrong: ['firm,year,wage', '1,2014,12.5', '2,2014,13', '3,2014,1e999'],
    cured: ['firm,year,wage', '1,2014,12.5', '2,2014,13', '3,2014,'],
  },
  'column-name': told('A column of the file has no name, so nothing can refer to it.'),
  'panel-duplicate': {
    cause: 'Two rows have the same unit and the same time. A panel has one row for each pair.',
    form: 'data',
    wrong: ['firm,year,wage', '1,2014,12.5', '1,2014,13'],
    cured: ['firm,year,wage', '1,2014,12.5', '1,2015,13'],
  },
  'panel-missing-key': {
    cause: 'A row has no unit or no time, so it has no place in the panel.',
    form: 'data',
    wrong: ['firm,year,wage', '1,2014,12.5', '1,,13'],
    cured: ['firm,year,wage', '1,2014,12.5', '1,2015,13'],
  },
  'json-empty': told('The file holds no rows. A list of rows is expected.'),
  'json-syntax': told('The file is not valid JSON. The message names the line.'),
  'json-duplicate': told('A row has the same key twice, and nothing says which of the values counts.'),
  'json-ragged': told('The rows do not share their keys: each row is a map with the same names of columns.'),
  'json-nested': told(
    'A cell is a list or a map. A cell is a number, a text, true, false or null; spread out what is nested before.',
  ),
  'dta-damaged': told('The file is no Stata file of a format that is read here, or it ends too early.'),
  'dta-empty': told('The Stata file has no observations or no variables.'),
  'xlsx-damaged': told(
    'The file is no workbook in the form of Office Open XML, or it is damaged. An older .xls file must be saved anew.',
  ),
  'xlsx-sheet': told('The workbook has no sheet of this name or position. The hint lists those that it has.'),
  'xlsx-table': told(
    'The sheet is no plain table with one header line: it has merged cells, a title above the header, or cells beside it.',
  ),
  'parquet-damaged': told('The file is no parquet file, or it is damaged or ends too early.'),
  'parquet-compression': told(
    'The file is packed by zstd, which only Node 22.15 or newer can unpack. Write it anew with snappy or gzip.',
  ),
  'parquet-empty': told('The parquet file has no rows.'),
  'unusable-column': told(
    'The column holds what no column of a table can, such as lists, maps or bytes. Turn it into numbers or text first.',
  ),
};
