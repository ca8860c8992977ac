#!/usr/bin/env node
'use strict';
// Kept in the oldest syntax there is: an old Node must be able to read this far, and say what it lacks.
var version = process.versions.node.split('.');
if (Number(version[0]) < 20 || (Number(version[0]) === 20 && Number(version[1]) < 11)) {
  process.stderr.write('studyc needs Node.js 20.11 or newer; this is ' + process.versions.node + '.\n');
  process.exit(2);
}
import('../dist/main.js')
  .then(function (cli) {
    return cli.main(process.argv.slice(2));
  })
  .then(
    function (status) {
      process.exitCode = status;
    },
    function (error) {
      var unbuilt = error && error.code === 'ERR_MODULE_NOT_FOUND';
      process.stderr.write(
        'studyc: ' + (unbuilt ? 'not built yet; run npm run build' : String(error)) + '\n',
      );
      process.exitCode = 3;
    },
  );
