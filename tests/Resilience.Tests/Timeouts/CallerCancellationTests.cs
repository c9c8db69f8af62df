using Resilience.Faults;
using Resilience.Telemetry;

namespace Resilience.Timeouts;

/// <summary>The caller's cancellation always wins, and is recognised by the caller's token (corners 49 and 50).</summary>
public sealed class CallerCancellationTests : IDisposable
{
    private readonly Bench _bench = new();

    public enum Shape
    {
        Timeout,

        TimeoutInTimeout,

        RetryOutsideTimeout,

        TimeoutOutsideRetry,

        MiddlewareBetweenTimeouts,

        Abandon,
    }

    public static TheoryData<Shape, Door> Everywhere
    {
        get
        {
            var all = new TheoryData<Shape, Door>();
            foreach (Shape shape in Enum.GetValues<Shape>())
            {
                foreach (Door door in Enum.GetValues<Door>())
                    all.Add(shape, door);
            }

            return all;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_registration_that_throws_does_not_end_a_call_whose_callback_still_runs(int failingRegistration)
    {
        // Under the system clock the caller is watched only once the callback went on asynchronously: here, too late to register.
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
            .AddRetry(new RetryOptions { Backoff = Backoff.Constant(TimeSpan.Zero) })
            .AddTimeout(TimeSpan.FromSeconds(30))
            .Build();
        using var caller = new CancellationTokenSource();
        var gate = new TaskCompletionSource<int>();
        int attempts = 0;

        Task<Outcome<int>> call = pipeline.ExecuteOutcomeAsync(
            token =>
            {
                if (++attempts < failingRegistration)
                    throw new TestException();
                token.Register(static () => throw new TestException());
                caller.Cancel();
                return new ValueTask<int>(gate.Task);
            },
            caller.Token).AsTask();

        call.IsCompleted.Should().BeFalse();
        gate.SetResult(3);
        (await call).ResultOrDefault.Should().Be(3);
    }

    public void Dispose() => _bench.Dispose();

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task It_ends_a_call_that_listens_to_its_token(Shape shape, Door door)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int calls = 0;
        Task<Ending<int>> call = Build(shape).CallAsync(
            door,
            async token =>
            {
                Interlocked.Increment(ref calls);
                started.TrySetResult();
                return await Bench.HangAsync(token);
            },
            _bench.Caller);
        await started.Task;

        _bench.CancelCaller();

        Expect(await call);
        calls.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task It_wins_over_a_deadline_that_passes_at_the_same_moment(Shape shape, Door door)
    {
        // The callback sees both, one just after the other, and only then ends by its token.
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Ending<int>> call = Build(shape).CallAsync(
            door,
            async token =>
            {
                started.TrySetResult();
                if (shape != Shape.Abandon)
                    await gate.Task;
                return await Bench.HangAsync(token);
            },
            _bench.Caller);
        await started.Task;

        _bench.CancelCaller();
        _bench.Clock.Advance(TimeSpan.FromHours(1));
        gate.SetResult();

        Expect(await call);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_call_cancelled_before_it_begins_never_runs(Shape shape, Door door)
    {
        int calls = 0;
        _bench.CancelCaller();

        Ending<int> ending = await Build(shape).CallAsync(door, _ => new ValueTask<int>(++calls), _bench.Caller);

        Expect(ending);
        calls.Should().Be(0);
    }

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_success_in_spite_of_the_cancellation_is_returned(Shape shape, Door door)
    {
        if (shape == Shape.Abandon)
            return;
        Ending<int> ending = await Build(shape).CallAsync(
            door,
            _ =>
            {
                _bench.CancelCaller();
                return new ValueTask<int>(4);
            },
            _bench.Caller);

        ending.Should().Be(new Ending<int>(How.Succeeded, 4, null));
    }

    private void Expect(Ending<int> ending)
    {
        ending.How.Should().Be(How.Cancelled);
        ending.Exception.Should().BeAssignableTo<OperationCanceledException>()
            .Which.CancellationToken.Should().Be(_bench.Caller);
        _bench.Events.Count(ResilienceEventKind.TimedOut).Should().Be(0);
        _bench.Events.Count(ResilienceEventKind.Retrying).Should().Be(0);
    }

    private ResiliencePipeline<int> Build(Shape shape)
    {
        var builder = new ResiliencePipelineBuilder<int> { TimeProvider = _bench.Clock };
        builder.Listeners.Add(_bench.Events);
        TimeSpan inner = Bench.Second;
        TimeSpan outer = Bench.Second * 10;
        var retry = new RetryOptions<int> { Handle = FailureFilter.Any, Backoff = Backoff.None };
        return (shape switch
        {
            Shape.Timeout => builder.AddTimeout(inner),
            Shape.TimeoutInTimeout => builder.AddTimeout(outer).AddTimeout(inner),
            Shape.RetryOutsideTimeout => builder.AddRetry(retry).AddTimeout(inner),
            Shape.TimeoutOutsideRetry => builder.AddTimeout(outer).AddRetry(retry),
            Shape.MiddlewareBetweenTimeouts =>
                builder.AddTimeout(outer).Use(static (next, token) => next.InvokeAsync(token)).AddTimeout(inner),
            _ => builder.AddTimeout(new TimeoutOptions { Timeout = inner, Abandon = true }),
        }).Build();
    }
}
