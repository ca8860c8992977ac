# What 03-panels.R does not hold: unbalanced panels (between, random, first differences), weights, three absorbed
# effects, varying slopes. R 4.2.2, plm 2.6-2, sandwich 3.0-2, fixest 0.14.2. Run in this folder.
suppressMessages({library(plm); library(sandwich); library(fixest)})
setFixest_nthreads(1)
rd <- function(f) read.csv(f, na.strings = "")
num <- function(z) unname(as.numeric(z))
out <- list()

# ---- unbalanced panels, one with gaps -------------------------------------------------------------------------------
g <- rd("grunfeld.csv"); g$row <- seq_len(nrow(g))
g <- g[!(g$row %% 7 == 3 | (g$firm == 4 & g$year > 1940) | (g$firm == 9 & g$year < 1946)), ]
p <- rd("produc.csv"); p$row <- seq_len(nrow(p)); p <- p[!(p$row %% 5 == 1 | (p$region == 3 & p$year > 1980)), ]
panel <- function(d, f, index) {
  pd <- pdata.frame(d, index = index); id <- index(pd)[[1]]
  one <- function(model) {
    m <- plm(f, pd, model = model); n <- nobs(m); k <- length(coef(m)); G <- length(unique(id))
    r <- list(n = n, terms = names(coef(m)), coef = num(coef(m)), rss = num(deviance(m)), r2 = num(r.squared(m)), adj_r2 = num(r.squared(m, dfcor = TRUE)),
      df_resid = num(df.residual(m)), iid = num(sqrt(diag(vcov(m)))))
    if (model != "between") r$cluster <- num(sqrt(diag(vcovHC(m, method = "arellano", type = "HC0", cluster = "group")) * G / (G - 1) * (n - 1) / (n - k)))
    if (model == "random") { e <- ercomp(m); r$sigma2 <- num(e$sigma2); r$theta <- num(tapply(as.numeric(e$theta), as.character(id), mean)); r$unit <- names(tapply(as.numeric(e$theta), as.character(id), mean))
      mf <- model.frame(f, d); y <- model.response(mf); xb <- drop(model.matrix(f, mf) %*% coef(m)); u <- as.character(id); dm <- function(z) z - ave(z, u)
      r$within_r2 <- cor(dm(xb), dm(y))^2; r$between_r2 <- cor(tapply(xb, u, mean), tapply(y, u, mean))^2; r$overall_r2 <- cor(xb, y)^2 }
    r
  }
  sapply(c("between", "random", "fd"), one, simplify = FALSE)
}
out$grunfeld <- panel(g, inv ~ value + capital, c("firm", "year"))
out$produc <- panel(p, log(gsp) ~ log(pcap) + log(pc) + log(emp) + unemp, c("state", "year"))

# ---- weights --------------------------------------------------------------------------------------------------------
d <- rd("grunfeld.csv"); d$w <- 1 + (d$capital %% 37) / 10; d$third <- (d$firm * 3 + d$year) %% 4
weighted <- function(absorb) {
  f <- as.formula(paste(c("inv ~ value + capital", if (length(absorb)) paste0("factor(", absorb, ")")), collapse = " + "))
  m <- lm(f, d, weights = w); i <- c("value", "capital"); se <- function(V) num(sqrt(diag(V))[i])
  list(absorb = I(absorb), coef = num(coef(m)[i]), df_resid = m$df.residual, rss = sum(d$w * resid(m)^2), r2 = summary(m)$r.squared, adj_r2 = summary(m)$adj.r.squared, sigma = summary(m)$sigma, log_lik = num(logLik(m)),
    constant = weighted.mean(d$inv, d$w) - sum(c(weighted.mean(d$value, d$w), weighted.mean(d$capital, d$w)) * coef(m)[i]), intercept = num(coef(m)[1]),
    iid = se(vcov(m)), HC0 = se(vcovHC(m, "HC0")), HC1 = se(vcovHC(m, "HC1")), HC2 = se(vcovHC(m, "HC2")), HC3 = se(vcovHC(m, "HC3")), leverage = num(hatvalues(m))[1:20])
}
out$weights <- lapply(list(character(0), "firm", c("firm", "year"), c("firm", "year", "third")), weighted)
fe <- feols(inv ~ value + capital | firm, d, weights = ~w, vcov = ~firm)
out$weights_fixest <- list(coef = num(coef(fe)), cluster = num(fixest::se(fe)), r2 = num(r2(fe, "r2")), adj_r2 = num(r2(fe, "ar2")), within_r2 = num(r2(fe, "wr2")), rmse = num(fitstat(fe, "rmse", simplify = TRUE)), log_lik = num(logLik(fe)), iid = num(fixest::se(fe, "iid")))

# ---- three effects and varying slopes -------------------------------------------------------------------------------
dummies <- function(f, feols_formula) {
  m <- lm(f, d); i <- c("value", "capital"); se <- function(V) num(sqrt(diag(V))[i])
  a <- feols(feols_formula, d, fixef.rm = "none", fixef.tol = 1e-11)
  list(coef = num(coef(m)[i]), df_resid = m$df.residual, rss = sum(resid(m)^2), iid = se(vcov(m)), HC1 = se(vcovHC(m, "HC1")), HC3 = se(vcovHC(m, "HC3")),
    fixest = list(nparams = a$nparams, iid = num(fixest::se(a, "iid")), HC1 = num(fixest::se(a, "hetero")), cluster = num(fixest::se(a, ~firm)), df = num(degrees_freedom(a, "resid"))))
}
out$three <- dummies(inv ~ value + capital + factor(firm) + factor(year) + factor(third), inv ~ value + capital | firm + year + third)
out$slopes <- dummies(inv ~ value + capital + factor(firm) + factor(firm):year, inv ~ value + capital | firm[year])
out$slopes_two <- dummies(inv ~ value + capital + factor(firm) + factor(firm):year + factor(year), inv ~ value + capital | firm[year] + year)
jsonlite::write_json(out, "panel-estimators.json", digits = I(17), auto_unbox = TRUE, pretty = TRUE)
