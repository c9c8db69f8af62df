namespace Resilience.Regressions;

/// <summary>One context in the hands of two calls, which read each other's properties (Polly, 14, and by its code).</summary>
public sealed class SharedContextTests
{
    private static readonly ResilienceKey<string> _tenant = new("tenant");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_context_serves_two_calls_at_once()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry().AddTimeout(TimeSpan.FromSeconds(5)).Build();
        var context = new ResilienceContext("key", Token);
        var gate = new TaskCompletionSource();
        ValueTask<int> first = pipeline.ExecuteAsync(
            static async (gate, _) =>
            {
                await gate.Task;
                return 1;
            }, gate, context);

        await FluentActions.Awaiting(() => pipeline.ExecuteAsync(static (_, _) => new ValueTask<int>(2), 0, context).AsTask())
            .Should().ThrowAsync<InvalidOperationException>();
        gate.SetResult();

        (await first).Should().Be(1);
        (await pipeline.ExecuteAsync(static (_, _) => new ValueTask<int>(3), 0, context)).Should().Be(3);
    }

    [Fact]
    public async Task No_call_without_a_context_sees_the_properties_of_another()
    {
        var seen = new List<bool>();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new()
            {
                Backoff = Backoff.None,
                OnRetry = arguments =>
                {
                    seen.Add(arguments.Context.TryGet(_tenant, out _));
                    arguments.Context.Set(_tenant, "mine");
                    return default;
                },
            }).Build();

        for (int i = 0; i < 5; i++)
            await pipeline.ExecuteOutcomeAsync(static _ => throw new TransientException(), Token);

        seen.Should().HaveCount(10);
        seen.Where(static (_, index) => index % 2 == 0).Should().OnlyContain(static found => !found, "each call begins with none");
        seen.Where(static (_, index) => index % 2 == 1).Should().OnlyContain(static found => found, "which its own handler has set");
    }
}
