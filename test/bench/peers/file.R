# From a CSV to coefficients: data.table's fread with two threads, then feols with HC1. Rscript file.R DATADIR NAME REPS
suppressMessages({library(data.table); library(fixest)}); setFixest_notes(FALSE); setFixest_nthreads(2)
a <- commandArgs(TRUE); file <- file.path(a[1], paste0(a[2], ".csv"))
f <- y ~ x1+x2+x3+x4+x5+x6+x7+x8+x9+x10
t <- sapply(1:as.integer(a[3]), function(i) { invisible(gc()); system.time({ d <- fread(file, nThread = 2); e <<- feols(f, d, vcov = "hetero") })[[3]] })
cat(sprintf("fread and feols median %.3f s  min %.3f  [%s %s]\n", median(t), min(t), format(coef(e)[2], digits = 10), format(se(e)[2], digits = 10)))
