/// Consents of users to the terms, the privacy policy and marketing.
@NullMarked
package com.afftok.management.access.consent;

import org.jspecify.annotations.NullMarked;
