# Clusters with few members under weights and varying slopes (CR2, CR3, wild by enumeration), and what acts on the transformed
# rows of between, random effects and first differences (plm, clubSandwich). R 4.2.2, clubSandwich 0.5.8, plm 2.6-2. Run in this folder.
suppressMessages({library(clubSandwich); library(plm); library(lmtest)})
num <- function(z) unname(as.numeric(z))
d <- read.csv("grunfeld.csv"); d$w <- 1 + (d$capital %% 37) / 10; d$t <- d$year - 1934; d$f <- factor(d$firm); d$y <- factor(d$year)
terms <- c("value", "capital")
forms <- list(pooled = inv ~ value + capital, firm = inv ~ value + capital + f, both = inv ~ value + capital + f + y, slopes = inv ~ value + capital + f + f:t,
  slopes_both = inv ~ value + capital + f + f:t + y)
absorb <- list(pooled = NULL, firm = "firm", both = c("firm", "year"), slopes = "firm[t]", slopes_both = c("firm[t]", "year"))
# Jackknife over clusters, every dummy in: CR3 (Bell and McCaffrey). clubSandwich's own where I - H_gg is not singular.
jack <- function(X, y, w, g) { X <- X * sqrt(w); y <- y * sqrt(w)
  b <- function(rows) { q <- qr(X[rows, , drop = FALSE], tol = 1e-9); z <- qr.coef(q, y[rows]); z[terms] }
  sqrt(rowSums(sapply(unique(g), function(one) (b(g != one) - b(rep(TRUE, length(y))))^2))) }
tstat <- function(X, y, j, g) { q <- qr(X); b <- qr.coef(q, y); e <- qr.resid(q, y); B <- chol2inv(qr.R(q)); U <- rowsum(X * e, g); b[j] / sqrt((B %*% crossprod(U) %*% B)[j, j]) }
signs <- cbind(1, as.matrix(expand.grid(rep(list(c(1, -1)), 9))))
wild <- function(X, y, j, g) { q <- qr(X[, -j]); fit <- qr.fitted(q, y); u <- qr.resid(q, y)
  t0 <- abs(tstat(X, y, j, g)); mean(apply(signs, 1, function(v) abs(tstat(X, fit + v[g] * u, j, g))) >= t0 * (1 - 1e-10)) }
one <- function(name, weighted) {
  w <- if (weighted) d$w else rep(1, nrow(d)); d$ww <- w; f <- forms[[name]]; m <- lm(f, d, weights = ww); X <- model.matrix(m); keep <- !is.na(coef(m)); X <- X[, keep]
  r <- list(absorb = I(as.character(absorb[[name]])), weighted = weighted)
  for (by in c("firm", "year")) {
    if (by == "year" && name == "slopes_both") next
    g <- d[[by]]
    r[[by]] <- list(CR3 = num(jack(X, d$inv, w, g)))
    # With weights CR2 depends on the root of the working variance that one takes: it is not offered.
    if (!weighted) { V <- vcovCR(m, cluster = g, type = "CR2"); ct <- coef_test(m, V, test = "Satterthwaite")
      r[[by]]$CR2 <- num(sqrt(diag(as.matrix(V)))[terms]); r[[by]]$df <- num(ct[match(terms, ct$Coef), grep("^df", names(ct))[1]]) }
    if (name == "pooled") { V <- vcovCR(m, cluster = g, type = "CR3", target = mean(w) / w, inverse_var = TRUE); stopifnot(max(abs(num(sqrt(diag(as.matrix(V)))[terms]) / r[[by]]$CR3 - 1)) < 1e-9) }
  }
  r$wild <- num(sapply(terms, function(t) wild(X * sqrt(w), d$inv * sqrt(w), match(t, colnames(X)), d$firm)))
  r
}
cases <- list(one("pooled", TRUE), one("firm", TRUE), one("both", TRUE), one("slopes", FALSE), one("slopes", TRUE), one("slopes_both", TRUE))

# ---- transformed rows -----------------------------------------------------------------------------------------------
g <- read.csv("grunfeld.csv"); g$row <- seq_len(nrow(g)); g <- g[!(g$row %% 7 == 3 | (g$firm == 4 & g$year > 1940) | (g$firm == 9 & g$year < 1946)), ]
panel <- function(data, model) {
  pd <- pdata.frame(data, index = c("firm", "year")); m <- plm(inv ~ value + capital, pd, model = model)
  X <- model.matrix(m, model = model); y <- pmodel.response(m); rownames(X) <- NULL; l <- lm.fit(X, as.numeric(y)); stopifnot(max(abs(l$coef / coef(m) - 1)) < 1e-9)
  # The same regression of lm on plm's transformed rows.
  data2 <- data.frame(y = as.numeric(y), X); names(data2) <- c("y", paste0("x", seq_len(ncol(X)))); lm2 <- lm(y ~ . - 1, data2)
  unit <- if (model == "between") factor(seq_along(y)) else { u <- index(pd)[[1]]; if (model == "fd") unlist(lapply(split(u, u), function(z) z[-1])) else u }
  se <- function(V) num(sqrt(diag(as.matrix(V))))
  out <- list(n = length(y), terms = names(coef(m)), coef = num(coef(m)))
  for (type in c("HC0", "HC1", "HC2", "HC3", "HC4")) out[[type]] <- se(sandwich::vcovHC(lm2, type))
  if (model == "between") { V <- vcovCR(lm2, cluster = unit, type = "CR2"); out$CR2 <- se(V); ct <- coef_test(lm2, V, test = "Satterthwaite"); out$df <- num(ct[, grep("^df", names(ct))[1]]); out$CR3 <- se(vcovCR(lm2, cluster = unit, type = "CR3"))
  } else {
    stopifnot(max(abs(se(vcovHC(m, method = "white1", type = "HC0")) / out$HC0 - 1)) < 1e-9)
    if (max(table(unit)) == min(table(unit))) { out$newey_west <- se(vcovNW(m, type = "HC0", maxlag = 2)); out$driscoll_kraay <- se(vcovSCC(m, type = "HC0", maxlag = 2)) }
    out$plm_arellano <- se(vcovHC(m, method = "arellano", type = "HC0"))
    # Of random effects CR2 depends on the root of their covariance: clubSandwich takes Cholesky's.
    for (type in c(if (model == "fd") "CR2", "CR3")) { V <- vcovCR(lm2, cluster = unit, type = type); out[[type]] <- se(V)
      club <- tryCatch(vcovCR(m, type = type), error = function(e) NULL); if (!is.null(club)) stopifnot(max(abs(se(club) / se(V) - 1)) < 1e-9)
      if (type == "CR2") { ct <- coef_test(lm2, V, test = "Satterthwaite"); out$df <- num(ct[, grep("^df", names(ct))[1]]) } }
    gg <- as.integer(factor(unit)); if (model == "fd") out$wild <- num(sapply(seq_len(ncol(X)), function(j) wild(X, as.numeric(y), j, gg)))
  }
  out
}
panels <- lapply(list(balanced = d, unbalanced = g), function(data) sapply(c("between", "random", "fd"), function(model) panel(data, model), simplify = FALSE))
jsonlite::write_json(list(about = "Grunfeld, inv ~ value + capital; terms value, capital.", cases = cases, panels = panels), "small-clusters.json", digits = I(17), auto_unbox = TRUE, pretty = TRUE)
