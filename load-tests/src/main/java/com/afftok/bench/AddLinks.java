package com.afftok.bench;

/// Inserts active accounts, offers for all countries, and links. Each kind is numbered from 1.
final class AddLinks {

    static final int LINKS = 1000;

    private static final int ADVERTISERS = 20;
    private static final int PROMOTERS = 50;
    private static final int OFFERS = 100;

    private AddLinks() {}

    /// A script of several statements.
    static String sql() {
        return """
        insert into accounts (id, kind, country)
        select n, 'advertiser', 'SA'
          from generate_series(1, %1$d) n;

        insert into accounts (id, kind, country)
        select %1$d + n, 'promoter', 'SA'
          from generate_series(1, %2$d) n;

        insert into offers (id, advertiser_id, title, destination_url, payout, currency, status)
        select n, 1 + n %% %1$d, 'Offer ' || n,
               'https://shop.example.com/offers/' || n || '?click_id={click_id}', 5, 'USD', 'active'
          from generate_series(1, %3$d) n;

        insert into user_offers (id, promoter_id, offer_id, advertiser_id)
        select n, %1$d + 1 + n %% %2$d, o.id, o.advertiser_id
          from generate_series(1, %4$d) n
          join offers o on o.id = 1 + n %% %3$d;
        """
                .formatted(ADVERTISERS, PROMOTERS, OFFERS, LINKS);
    }
}
