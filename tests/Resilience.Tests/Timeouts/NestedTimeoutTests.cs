using Resilience.Telemetry;

namespace Resilience.Timeouts;

/// <summary>Several timeouts share one cancellation source: the one whose deadline fired claims the cancellation.</summary>
public sealed class NestedTimeoutTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Theory]
    [InlineData(1, 2, "inner")]
    [InlineData(2, 1, "outer")]
    [InlineData(1, 1, "inner")]
    public async Task The_timeout_that_fired_claims_it_and_the_inner_one_if_both_did(int inner, int outer, string claims)
    {
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { Name = "outer", Timeout = Bench.Second * outer })
            .AddTimeout(new TimeoutOptions { Name = "inner", Timeout = Bench.Second * inner })
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();

        _bench.Clock.Advance(Bench.Second);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be(claims);
        _bench.Events.Count(ResilienceEventKind.TimedOut).Should().Be(1);
    }

    [Fact]
    public async Task Of_four_timeouts_the_shortest_claims_it_wherever_it_stands()
    {
        for (int shortest = 0; shortest < 4; shortest++)
        {
            ResiliencePipelineBuilder builder = _bench.Builder();
            for (int i = 0; i < 4; i++)
            {
                TimeSpan timeout = i == shortest ? Bench.Second : Bench.Second * (i + 2);
                builder.AddTimeout(new TimeoutOptions { Name = $"number {i}", Timeout = timeout });
            }

            Task<Outcome<int>> call = builder.Build().ExecuteOutcomeAsync(Bench.HangAsync, _bench.Caller).AsTask();

            _bench.Clock.Advance(Bench.Second);

            (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be($"number {shortest}");
        }
    }

    [Fact]
    public async Task A_timed_out_attempt_is_tried_again_with_its_whole_time_under_the_outer_deadline()
    {
        using var running = new SemaphoreSlim(0);
        int attempts = 0;
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { Name = "whole", Timeout = Bench.Second * 2.5 })
            .AddRetry(new() { MaxAttempts = 10, Backoff = Backoff.None })
            .AddTimeout(new TimeoutOptions { Name = "attempt", Timeout = Bench.Second })
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            token =>
            {
                attempts++;
                running.Release();
                return Bench.HangAsync(token);
            },
            _bench.Caller).AsTask();
        for (int i = 0; i < 2; i++)
        {
            await running.WaitAsync(TestContext.Current.CancellationToken);
            _bench.Clock.Advance(Bench.Second);
        }

        await running.WaitAsync(TestContext.Current.CancellationToken);
        _bench.Clock.Advance(Bench.Second / 2);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("whole");
        attempts.Should().Be(3);
        _bench.Events.Events
            .Where(static happened => happened.Kind == ResilienceEventKind.TimedOut).Select(static happened => happened.Strategy)
            .Should().Equal("attempt", "attempt", "whole");
    }

    [Fact]
    public async Task A_pipeline_called_inside_another_leaves_the_outer_deadline_to_the_outer()
    {
        ResiliencePipeline inner = _bench.Builder().AddTimeout(new TimeoutOptions { Name = "inner", Timeout = Bench.Second * 5 }).Build();
        ResiliencePipeline outer = _bench.Builder().AddTimeout(new TimeoutOptions { Name = "outer", Timeout = Bench.Second }).Build();
        Task<Outcome<int>> call = outer.ExecuteOutcomeAsync(token => inner.ExecuteAsync(Bench.HangAsync, token), _bench.Caller).AsTask();

        _bench.Clock.Advance(Bench.Second);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("outer");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_deadline_around_a_middleware_is_claimed_whichever_frame_meets_it_first(bool innerFirst)
    {
        // Outside and inside of a middleware each have a frame with the same deadline, and a sweep comes to them one after the other. Here
        // the test is the sweep: this clock has passed the deadline, but fires nothing.
        var clock = new Timing.HandClock();
        var grab = new FrameGrabber();
        ResiliencePipeline<int> pipeline = new ResiliencePipelineBuilder<int> { TimeProvider = clock }
            .AddTimeout(new TimeoutOptions { Name = "outer", Timeout = Bench.Second })
            .Use(static (next, token) => next.InvokeAsync(token))
            .AddStrategy(() => grab)
            .Build();

        Outcome<int> outcome = await pipeline.ExecuteOutcomeAsync(
            token =>
            {
                clock.Now += TimeSpan.TicksPerSecond;
                if (innerFirst)
                    grab.Frame!.Cell.Fire();
                else
                    clock.Timers[0].Fire();
                token.IsCancellationRequested.Should().BeTrue();
                return ValueTask.FromException<int>(new OperationCanceledException(token));
            },
            _bench.Caller);

        outcome.Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("outer");
    }

    [Fact]
    public async Task A_fallback_inside_of_a_deadline_gets_a_fresh_token_under_it()
    {
        CancellationToken first = default;
        CancellationToken second = default;
        bool cancelled = true;
        var replacing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ResiliencePipeline pipeline = _bench.Builder()
            .AddTimeout(new TimeoutOptions { Name = "whole", Timeout = Bench.Second * 2 })
            .AddFallback(new FallbackOptions<int>
            {
                Action = (_, token) =>
                {
                    second = token;
                    cancelled = token.IsCancellationRequested;
                    replacing.SetResult();
                    return Bench.HangAsync(token);
                },
            })
            .AddTimeout(Bench.Second)
            .Build();
        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            token =>
            {
                first = token;
                return Bench.HangAsync(token);
            },
            _bench.Caller).AsTask();
        _bench.Clock.Advance(Bench.Second);
        await replacing.Task;
        _bench.Clock.Advance(Bench.Second);

        (await call).Exception.Should().BeOfType<OperationTimedOutException>().Which.Component.Should().Be("whole");
        second.Should().NotBe(first);
        cancelled.Should().BeFalse();
    }
}
