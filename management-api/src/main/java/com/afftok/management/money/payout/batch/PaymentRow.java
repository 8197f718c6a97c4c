package com.afftok.management.money.payout.batch;

import java.math.BigDecimal;

/// A payout of a batch, with its sealed destination.
///
/// @param net what it pays
@SuppressWarnings("ArrayRecordComponent") // rows are not compared
record PaymentRow(long id, BigDecimal net, byte[] destination) {}
