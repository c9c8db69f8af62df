namespace Resilience.AotSmoke;

/// <summary>Limits that are shown a good time and a bad one.</summary>
internal static class AdaptiveLimitScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("adaptive limits");
        var clock = new HandClock();
        AdaptiveLimitOptions[] all =
        [
            new AimdLimitOptions { Min = 2, Initial = 4 },
            new Gradient2LimitOptions { Min = 2, Initial = 4 },
            new TimidLimitOptions { Min = 2, Initial = 4 },
        ];
        foreach (AdaptiveLimitOptions options in all)
        {
            options.OnChange = static change =>
            {
                Stage.Say("change", change);
                return default;
            };
            var bulkhead = new Bulkhead(new() { Name = "service", PermitLimit = 6, Adaptive = options }, clock);
            ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "adaptive", TimeProvider = clock }
                .AddBulkhead(bulkhead).Build();
            Stage.Say("pipeline", pipeline);
            for (int i = 0; i < 40; i++)
            {
                bulkhead.TryEnter(out BulkheadPermit beside);
                await pipeline.ExecuteOutcomeAsync(Call, (clock, i), CancellationToken.None);
                beside.Dispose();
            }

            bulkhead.Resize(100);
            Stage.Say("limit", $"{bulkhead.PermitLimit}, last decision {bulkhead.Snapshot().Adaptive!.LastDecision}");
        }

        Stage.Try("options", static () => new Bulkhead(new() { PermitLimit = 10, Adaptive = new AimdLimitOptions() }).ToString());
    }

    private static async ValueTask<Outcome<int>> Call((HandClock Clock, int Number) call, CancellationToken cancellationToken)
    {
        await Task.Yield();
        call.Clock.Now += TimeSpan.FromMilliseconds(125);
        return call.Number < 30 ? Outcome.Success(1) : Outcome.Failure<int>(new RateLimitException());
    }
}
