namespace Resilience.AotSmoke;

/// <summary>Limits with so few permits a day that none comes back while the program runs.</summary>
internal static class RateLimitScene
{
    private static readonly TimeSpan _day = TimeSpan.FromDays(1);

    public static async Task RunAsync()
    {
        Stage.Scene("rate limits");
        var bucket = new TokenBucket(new() { Name = "bucket", Permits = 2, Period = _day });
        await CallAsync(bucket, new ResiliencePipelineBuilder { Name = "steady" }.AddTokenBucket(bucket).Build());
        bucket.Change(10, _day);
        Stage.Say("changed", bucket);

        var window = new SlidingWindow(new() { Name = "window", Permits = 2, Window = _day });
        await CallAsync(window, new ResiliencePipelineBuilder { Name = "sliding" }.AddSlidingWindow(window).Build());
        window.Change(10, _day);
        Stage.Say("changed", window);

        var quick = new TokenBucket(new() { Permits = 1_000, Burst = 1, MaxWait = TimeSpan.FromMinutes(1) });
        ResiliencePipeline waiting = new ResiliencePipelineBuilder { Name = "waiting" }.AddTokenBucket(quick).Build();
        string[] answers = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(_ => waiting.ExecuteAsync(new Service(0).AnswerAsync).AsTask()));
        Stage.Say("waited", string.Join(", ", answers));

        ResiliencePipeline heavy = new ResiliencePipelineBuilder { Name = "heavy" }
            .AddTokenBucket(new TokenBucketOptions { Permits = 2, Period = _day, Weight = static _ => 3 }).Build();
        Stage.Try("too heavy", () => heavy.Execute(static _ => 42));
        Stage.Try("options", static () => new TokenBucket(new() { Permits = 0 }).ToString());
    }

    private static async Task CallAsync(RateLimit limit, ResiliencePipeline pipeline)
    {
        Stage.Say("pipeline", pipeline);
        await Stage.TryAsync("free", () => pipeline.ExecuteAsync(new Service(0).AnswerAsync));
        RateReservation reservation = limit.Reserve();
        Stage.Say("used up", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        Stage.Say("used up, synchronous", pipeline.ExecuteOutcome(static _ => 42));
        Stage.Say("given back", reservation.Refund());
        Stage.Say("once more", await pipeline.ExecuteOutcomeAsync<string>(
            static _ => throw new RateLimitException(TimeSpan.FromSeconds(30))));
        RateLimitSnapshot snapshot = limit.Snapshot();
        Stage.Say("counts", $"{snapshot.Admitted} admitted, {snapshot.Rejected} rejected, {snapshot.Refunded} given back");
        Stage.Say("drained", snapshot.DrainedFor > TimeSpan.Zero);
    }
}
