/// The integration of advertisers: postback secrets, test mode, received postbacks and their
/// replay.
@NullMarked
package com.afftok.management.sale.integration;

import org.jspecify.annotations.NullMarked;
