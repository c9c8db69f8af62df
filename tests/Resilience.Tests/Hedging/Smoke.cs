using Microsoft.Extensions.Time.Testing;

namespace Resilience.Hedging;

public sealed class HedgingSmokeTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public async Task A_second_attempt_starts_when_the_delay_has_passed_and_wins()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = _clock }
            .AddHedging(new() { Delay = TimeSpan.FromSeconds(1) }).Build();
        int calls = 0;
        CancellationToken first = default;
        Task<int> call = pipeline.ExecuteAsync(async token =>
        {
            if (Interlocked.Increment(ref calls) == 1)
            {
                first = token;
                await Task.Delay(Timeout.Infinite, token);
            }

            return calls;
        }, TestContext.Current.CancellationToken).AsTask();
        call.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromMilliseconds(999));
        calls.Should().Be(1);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        (await call).Should().Be(2);
        first.IsCancellationRequested.Should().BeTrue();
    }

    [Fact]
    public void Sync()
    {
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int>()
            .AddHedging(new() { Delay = TimeSpan.FromMilliseconds(20) }).Build();
        int calls = 0;
        using var never = new ManualResetEventSlim();
        pipeline.Execute(token =>
        {
            int call = Interlocked.Increment(ref calls);
            if (call == 1)
                never.Wait(CancellationToken.None);
            return call;
        }, TestContext.Current.CancellationToken).Should().Be(2);
        never.Set();
    }
}
