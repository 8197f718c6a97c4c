/// How invoices name the platform and advertisers, and their tax and due days.
@NullMarked
package com.afftok.management.money.billing;

import org.jspecify.annotations.NullMarked;
