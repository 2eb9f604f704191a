-- Compression starts after the longest attribution window (90 days), since correlation
-- updates clicks inside it. Late events are still accepted into compressed chunks.
-- Retention is five years; aggregates are kept for ever. On a server these jobs run by
-- themselves; on the embedded database role rollup calls them.

alter table impression set (timescaledb.compress, timescaledb.compress_segmentby = 'campaign_id', timescaledb.compress_orderby = 'occurred_at, event_id');
alter table click set (timescaledb.compress, timescaledb.compress_segmentby = 'campaign_id', timescaledb.compress_orderby = 'occurred_at, event_id');
alter table conversion set (timescaledb.compress, timescaledb.compress_segmentby = 'campaign_id', timescaledb.compress_orderby = 'occurred_at, event_id');
alter table bid_request set (timescaledb.compress, timescaledb.compress_segmentby = 'campaign_id', timescaledb.compress_orderby = 'occurred_at, event_id');
alter table conversion_credit set (timescaledb.compress, timescaledb.compress_segmentby = 'campaign_id', timescaledb.compress_orderby = 'occurred_at, conversion_id, model, position');
alter table rejected_record set (timescaledb.compress, timescaledb.compress_segmentby = 'batch_id', timescaledb.compress_orderby = 'received_at, record_no');

select add_compression_policy('impression', interval '100 days');
select add_compression_policy('click', interval '100 days');
select add_compression_policy('conversion', interval '100 days');
select add_compression_policy('bid_request', interval '100 days');
select add_compression_policy('conversion_credit', interval '100 days');
select add_compression_policy('rejected_record', interval '100 days');

select add_retention_policy('impression', interval '1830 days');
select add_retention_policy('click', interval '1830 days');
select add_retention_policy('conversion', interval '1830 days');
select add_retention_policy('bid_request', interval '1830 days');
select add_retention_policy('conversion_credit', interval '1830 days');
select add_retention_policy('chunk_ledger', interval '1830 days');
select add_retention_policy('rejected_record', interval '1830 days');
