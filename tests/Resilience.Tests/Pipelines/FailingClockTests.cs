namespace Resilience.Pipelines;

public sealed class FailingClockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_clock_that_throws_before_another_attempt_or_a_replacement_leaves_every_strategy(bool retries)
    {
        List<string> steps = [];
        var clock = new FailingClock();
        ResiliencePipelineBuilder builder = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddStrategy(() => new RecordingStrategy("a", steps, StrategySteps.Enter | StrategySteps.Leave));
        if (retries)
            builder.AddRetry(new RetryOptions { Backoff = Backoff.None, MaxAttempts = 2 });
        builder.AddTimeout(new TimeoutOptions { TimeoutGenerator = static attempt => TimeSpan.FromSeconds(9 - attempt.Attempt) });
        if (!retries)
            builder.AddFallback(new FallbackOptions<int> { Action = static (_, _) => new(1) });

        Outcome<int> outcome = await builder.Build().ExecuteOutcomeAsync<int>(
            _ =>
            {
                clock.TimersFail = retries;
                clock.ReadingsFail = !retries;
                throw new TestException("callback");
            },
            Token);

        outcome.Exception.Should().BeOfType<TestException>().Which.Message.Should().Be("clock");
        steps.Should().Equal("a enter 1", $"a failure {(retries ? 2 : 1)} failure.unknown");
    }

    private sealed class FailingClock : TimeProvider, ITimer
    {
        public bool TimersFail { get; set; }

        public bool ReadingsFail { get; set; }

        public override long GetTimestamp() => ReadingsFail ? throw new TestException("clock") : 0;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => this;

        public bool Change(TimeSpan dueTime, TimeSpan period) => TimersFail ? throw new TestException("clock") : true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}
