# Values of the clustered, square-table and rank methods by R, from Debian 12's packages:
#   apt-get install r-base-core r-cran-clubsandwich r-cran-coin r-cran-exactranktests
#   Rscript tests/reference/clustered/from_r.R tests/reference/clustered
# clubSandwich (Pustejovsky): CR2 and Satterthwaite; coin (Hothorn, Hornik, van de Wiel & Zeileis
# 2008, J Stat Softw 28(8)): mh_test, symmetry_test, wilcoxsign_test; exactRankTests (Hothorn &
# Hornik): perm.test by the shift algorithm of Streitberg & Roehmel; stats: mcnemar.test.
suppressPackageStartupMessages({ library(clubSandwich); library(coin); library(exactRankTests) })
here <- commandArgs(TRUE)[1]
read <- function(name) read.csv(file.path(here, paste0(name, ".csv")))
out <- data.frame()
add <- function(method, case, entry, value, source)
  out <<- rbind(out, data.frame(method, case, entry, value = sprintf("%.12g", value), source))

persons_of <- function(f) {
  n <- f$both + f$loss + f$gain + f$neither
  data.frame(family = rep(seq_along(n), n),
             change = unlist(lapply(seq_along(n), function(i)
               rep(c(0, -1, 1, 0), c(f$both[i], f$loss[i], f$gain[i], f$neither[i])))))
}
robust <- function(method, case, model, family, which) {
  v <- vcovCR(model, cluster = family, type = "CR2")
  test <- coef_test(model, vcov = v, test = "Satterthwaite")[which, ]
  ci <- conf_int(model, vcov = v, level = 0.95)[which, ]
  src <- paste("R clubSandwich", packageVersion("clubSandwich"))
  add(method, case, "estimate", test$beta, src)
  add(method, case, "se", test$SE, src)
  add(method, case, "df", if (is.null(test$df_Satt)) test$df else test$df_Satt, src)
  add(method, case, "p", if (is.null(test$p_Satt)) test$p_val else test$p_Satt, src)
  add(method, case, "lower", ci$CI_L, src)
  add(method, case, "upper", ci$CI_U, src)
}
fam <- read("families")
for (case in unique(fam$case)) {
  f <- fam[fam$case == case, ]
  p <- persons_of(f)
  if (case != "two") robust("cr2_change", case, lm(change ~ 1, data = p), p$family, 1)
  net <- f$gain - f$loss
  add("signflip_exact", case, "p",
      perm.test(net, rep(0, length(net)), paired = TRUE, exact = TRUE)$p.value,
      paste("R exactRankTests", packageVersion("exactRankTests"), "perm.test"))
}
per <- read("persons")
per$change <- per$after - per$before
robust("difference_in_differences", "mixed", lm(change ~ treated, data = per), per$family, 2)

cells <- read("tables")
coin_src <- paste("R coin", packageVersion("coin"))
for (case in unique(cells$case)) {
  t <- cells[cells$case == case, ]
  k <- max(t$row) + 1
  m <- matrix(t$count, k, k, byrow = TRUE, dimnames = list(before = 1:k, after = 1:k))
  if (case != "sparse") {
    h <- mh_test(as.table(m))
    add("stuart_maxwell", case, "statistic", statistic(h), paste(coin_src, "mh_test"))
    add("stuart_maxwell", case, "p", pvalue(h), paste(coin_src, "mh_test"))
  }
  s <- mh_test(as.table(m), scores = list(response = 1:k))
  add("ordinal_scores", case, "statistic", statistic(s)^2, paste(coin_src, "mh_test with scores"))
  add("ordinal_scores", case, "p", pvalue(s), paste(coin_src, "mh_test with scores"))
  if (all((m + t(m))[upper.tri(m)] > 0)) {
    b <- mcnemar.test(m, correct = FALSE)
    add("bowker", case, "statistic", b$statistic, "R stats mcnemar.test")
    add("bowker", case, "p", b$p.value, "R stats mcnemar.test")
  }
}
dif <- read("differences")
for (case in unique(dif$case)) {
  d <- dif$difference[dif$case == case]
  z <- rep(0, length(d))
  w <- wilcoxsign_test(d ~ z, distribution = exact(), zero.method = "Pratt")
  add("wilcoxon_pratt", case, "p", pvalue(w), paste(coin_src, "wilcoxsign_test, exact, Pratt"))
  add("sign_test", case, "p", binom.test(sum(d > 0), sum(d != 0))$p.value, "R stats binom.test")
}
wav <- read("waves")
long <- data.frame(y = unlist(wav[, c("a", "b", "c")]), wave = factor(rep(1:3, each = nrow(wav))),
                   who = factor(rep(seq_len(nrow(wav)), 3)))
q <- symmetry_test(y ~ wave | who, data = long, teststat = "quadratic")
add("cochran_q", "three", "statistic", statistic(q), paste(coin_src, "symmetry_test"))
add("cochran_q_asymptotic", "three", "p", pvalue(q), paste(coin_src, "symmetry_test"))
write.csv(out, file.path(here, "from_r.csv"), row.names = FALSE, quote = FALSE)
print(sessionInfo()$R.version$version.string)
