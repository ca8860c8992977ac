# Which coefficients of a logit are infinite, by linear programming (detectseparation 0.4, Konis 2007): made-up data of 60 rows,
# separated in every row, in some of them, by one regressor, by two together, by a level of a factor, or not at all.
library(detectseparation); library(jsonlite)
n <- 60; i <- seq_len(n)
x <- round(sin(i * 1.7) * 3, 4); z <- round(cos(i * 2.3) * 2, 4); w <- round(sin(i * 0.9 + 1), 4)
noisy <- as.numeric(x + 4 * sin(i * 5.1) > 0)
d <- data.frame(x = x, z = z, w = w, rare = as.numeric(i %% 9 == 0), three = c("a", "b", "c")[i %% 3 + 1],
  noisy = noisy, whole = as.numeric(x > 0.2), both = as.numeric(x + 0.5 * z > 0.1),
  some = ifelse(i %% 9 == 0, 1, noisy), level = ifelse(i %% 3 == 1, 0, noisy),
  tied = ifelse(x > 1, 1, ifelse(x < -1, 0, NA)))
d$tied <- ifelse(is.na(d$tied), noisy, d$tied); d$xt <- pmin(pmax(d$x, -1), 1); d$xt[abs(d$xt) < 1] <- 0
d$edge <- ifelse(d$xt == 0, noisy, as.numeric(d$xt > 0))
cases <- list(none = noisy ~ x + z + w, whole = whole ~ x + z + w, both = both ~ x + z + w, some = some ~ rare + x + z,
  level = level ~ three + x + z, edge = edge ~ xt + z + w, alone = whole ~ x)
out <- lapply(cases, function(f) {
  s <- detect_separation(model.matrix(f, d), model.response(model.frame(f, d)), family = binomial(), control = list(implementation = "ROI"))
  list(formula = paste(deparse(f), collapse = ""), separated = s$outcome, infinite = I(names(s$coefficients)[is.infinite(s$coefficients)]))
})
write.csv(d, "separation.csv", row.names = FALSE, quote = FALSE)
writeLines(toJSON(out, auto_unbox = TRUE, pretty = TRUE), "separation.json")
