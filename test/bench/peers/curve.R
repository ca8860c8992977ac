# A specification curve by fixest's multiple estimation: y ~ x + mvsw(ten controls), 1,024 models, HC1. Rscript curve.R DATADIR
suppressMessages(library(fixest)); setFixest_notes(FALSE); setFixest_nthreads(2)
d <- readRDS(file.path(commandArgs(TRUE)[1], "big.rds")); cs <- paste0("c", 1:10)
f <- as.formula(sprintf("y ~ x + mvsw(%s)", paste(cs, collapse = ", ")))
t <- system.time(m <- feols(f, d, vcov = "hetero", lean = TRUE))[[3]]
cat(sprintf("curve feols mvsw %d models %.3f s [%s]\n", length(m), t, paste(signif(range(sapply(as.list(m), function(e) se(e)[["x"]])), 8), collapse = " ")))
