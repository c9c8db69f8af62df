using System.Threading.RateLimiting;

namespace Resilience.AotSmoke;

/// <summary>A limiter of the framework whose only permit is held by hand.</summary>
internal static class SystemRateLimiterScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("limiters of the framework");
        using var limiter = new ConcurrencyLimiter(new() { PermitLimit = 1, QueueLimit = 1 });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "borrowed" }.AddRateLimiter(limiter).Build();
        Stage.Say("pipeline", pipeline);
        await Stage.TryAsync("free", () => pipeline.ExecuteAsync(new Service(0).AnswerAsync));

        RateLimitLease lease = limiter.AttemptAcquire();
        ValueTask<string> waiting = pipeline.ExecuteAsync(new Service(0).AnswerAsync);
        Stage.Say("full", await pipeline.ExecuteOutcomeAsync(new Service(0).AnswerAsync));
        lease.Dispose();
        await Stage.TryAsync("after a wait", () => waiting);
        Stage.Say("free again", limiter.GetStatistics()?.CurrentAvailablePermits);

        using PartitionedRateLimiter<ResilienceContext> partitioned = PartitionedRateLimiter.Create<ResilienceContext, string>(
            static context => RateLimitPartition.GetConcurrencyLimiter(
                context.OperationKey ?? "", static _ => new() { PermitLimit = 1, QueueLimit = 0 }));
        ResiliencePipeline apart = new ResiliencePipelineBuilder { Name = "apart" }.AddRateLimiter(partitioned).Build();
        Stage.Say("pipeline", apart);
        using (partitioned.AttemptAcquire(new ResilienceContext("a")))
        {
            Stage.Say("a", await apart.ExecuteOutcomeAsync(static (_, _) => new ValueTask<int>(1), 0, new ResilienceContext("a")));
            Stage.Say("b", await apart.ExecuteOutcomeAsync(static (_, _) => new ValueTask<int>(2), 0, new ResilienceContext("b")));
        }
    }
}
