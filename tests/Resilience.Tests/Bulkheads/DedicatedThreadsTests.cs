using System.Diagnostics;
using Microsoft.Extensions.Time.Testing;

namespace Resilience.Bulkheads;

public sealed class DedicatedThreadsTests : IDisposable
{
    private readonly Holding _work = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly DedicatedThreads _threads;

    public DedicatedThreadsTests() => _threads = new(
        new() { Name = "cpu", Threads = 2, QueueLimit = 2, QueueTimeout = TimeSpan.FromSeconds(5) }, _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _work.Dispose();
        _threads.Dispose();
    }

    [Fact]
    public async Task Work_runs_on_a_thread_of_its_own_that_is_named_and_serves_again()
    {
        Thread first = await _threads.RunAsync(static _ => Thread.CurrentThread, cancellationToken: Token);
        first.Should().NotBeSameAs(Thread.CurrentThread);
        first.IsThreadPoolThread.Should().BeFalse();
        first.IsBackground.Should().BeTrue();
        first.Name.Should().Be("cpu 1");
        for (int i = 0; i < 10; i++)
            _threads.Run(static _ => Thread.CurrentThread.Name, cancellationToken: Token).Should().StartWith("cpu ");
        _threads.Alive.Should().BeInRange(1, 2);
        BulkheadSnapshot snapshot = _threads.Snapshot();
        snapshot.Admitted.Should().Be(11);
        snapshot.InFlight.Should().Be(0);
        _threads.ToString().Should().Be("cpu (2 threads, 2 may wait up to 5 s)");
    }

    [Fact]
    public async Task There_are_never_more_threads_than_allowed_and_the_others_wait_or_are_refused()
    {
        _threads.Alive.Should().Be(0, "none is started before it is needed");
        Task<int>[] calls = [.. Enumerable.Range(0, 4).Select(_ => _threads.RunAsync(_work.Hold, cancellationToken: Token))];
        await _work.StartedAsync(2);
        _threads.Alive.Should().Be(2);
        _threads.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.InFlight == 2 && now.Queued == 2);
        Func<Task> refused = () => _threads.RunAsync(_work.Hold, cancellationToken: Token);
        (await refused.Should().ThrowAsync<RejectedException>()).Which.Rejection.Component.Should().Be("cpu");
        (await _threads.RunOutcomeAsync(_work.Hold, cancellationToken: Token)).Code.Should().Be(ErrorCodes.BulkheadFull);
        Action refusedHere = () => _threads.Run(_work.Hold, cancellationToken: Token);
        refusedHere.Should().Throw<RejectedException>();

        _work.LetGo();
        await Task.WhenAll(calls);
        _work.Ran.Should().HaveCount(4);
        _work.Ran.Distinct().Should().HaveCount(2);
        _threads.Snapshot().InFlight.Should().Be(0);
    }

    [Fact]
    public async Task The_more_important_work_is_done_first()
    {
        Task<int>[] held = [.. Enumerable.Range(0, 2).Select(_ => _threads.RunAsync(_work.Hold, cancellationToken: Token))];
        await _work.StartedAsync(2);
        var done = new List<string>();
        _threads.QueueLimit = 10;
        Task[] waiting =
        [
            _threads.RunAsync(_ => Do("normal"), cancellationToken: Token),
            _threads.RunAsync(_ => Do("low"), BulkheadPriority.Low, Token),
            _threads.RunAsync(_ => Do("high"), BulkheadPriority.High, Token),
        ];
        _threads.Bulkhead.Resize(1);
        _work.LetGo();
        await Task.WhenAll([.. held, .. waiting]);
        done.Should().Equal("high", "normal", "low");

        void Do(string what)
        {
            lock (done)
                done.Add(what);
        }
    }

    [Fact]
    public async Task What_the_work_throws_is_thrown_with_its_trace()
    {
        Func<Task> run = () => _threads.RunAsync(static _ => Fail(), cancellationToken: Token);
        (await run.Should().ThrowAsync<TestException>()).Which.StackTrace.Should().Contain(nameof(Fail));
        Action runHere = () => _threads.Run(static _ => Fail(), cancellationToken: Token);
        runHere.Should().Throw<TestException>().Which.StackTrace.Should().Contain(nameof(Fail));
        (await _threads.RunOutcomeAsync(static _ => Fail(), cancellationToken: Token)).Exception.Should().BeOfType<TestException>();
        _threads.Snapshot().InFlight.Should().Be(0);
        _threads.Run(static _ => 3, cancellationToken: Token).Should().Be(3);

        static int Fail() => throw new TestException("work");
    }

    [Fact]
    public async Task Work_that_waits_leaves_at_once_when_its_caller_cancels()
    {
        Task<int>[] held = [.. Enumerable.Range(0, 2).Select(_ => _threads.RunAsync(_work.Hold, cancellationToken: Token))];
        await _work.StartedAsync(2);
        using var caller = new CancellationTokenSource();
        Task<int> waiting = _threads.RunAsync(_work.Hold, cancellationToken: caller.Token);
        await caller.CancelAsync();
        Func<Task> wait = () => waiting;
        (await wait.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
        waiting.IsCanceled.Should().BeTrue();
        _threads.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.Queued == 0 && now.InFlight == 2);
        _work.LetGo();
        await Task.WhenAll(held);
        _work.Ran.Should().HaveCount(2);
    }

    [Fact]
    public async Task Work_that_waits_too_long_is_refused()
    {
        Task<int>[] held = [.. Enumerable.Range(0, 2).Select(_ => _threads.RunAsync(_work.Hold, cancellationToken: Token))];
        await _work.StartedAsync(2);
        Task<Outcome<int>> waiting = _threads.RunOutcomeAsync(_work.Hold, cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await waiting).Code.Should().Be(ErrorCodes.QueueTimeout);
        _work.LetGo();
        await Task.WhenAll(held);
    }

    [Fact]
    public async Task Work_that_runs_sees_its_caller_cancel_and_ends_as_cancelled_by_him()
    {
        using var caller = new CancellationTokenSource();
        Task<int> running = _threads.RunAsync(_work.Hold, cancellationToken: caller.Token);
        await _work.StartedAsync();
        await caller.CancelAsync();
        Func<Task> wait = () => running;
        (await wait.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
        (await _threads.RunOutcomeAsync(static _ => 1, cancellationToken: caller.Token)).IsCancelled.Should().BeTrue();
    }

    [Fact]
    public void A_thread_that_runs_work_of_its_own_kind_runs_it_itself()
    {
        using var one = new DedicatedThreads(new() { Threads = 1, QueueLimit = 0 });
        int[] ids = one.Run(
            token => new[]
            {
                Environment.CurrentManagedThreadId,
                one.Run(static _ => Environment.CurrentManagedThreadId, cancellationToken: token),
            },
            cancellationToken: Token);
        ids[0].Should().Be(ids[1]);
        one.Snapshot().Admitted.Should().Be(1);
    }

    [Fact]
    public async Task The_flow_of_the_caller_goes_along()
    {
        var flow = new AsyncLocal<string?> { Value = "caller" };
        using var activity = new Activity("call");
        activity.Start();
        (string?, Activity?) seen = await _threads.RunAsync(
            _ =>
            {
                string? value = flow.Value;
                flow.Value = "work";
                return (value, Activity.Current);
            },
            cancellationToken: Token);
        seen.Should().Be(("caller", activity));
        flow.Value.Should().Be("caller");
        (await _threads.RunAsync(_ => flow.Value, cancellationToken: Token)).Should().Be("caller");

        Task<string?> without;
        using (ExecutionContext.SuppressFlow())
            without = _threads.RunAsync<string?>(_ => flow.Value, cancellationToken: Token);
        (await without).Should().BeNull();
    }

    [Fact]
    public async Task What_follows_does_not_run_on_the_thread()
    {
        var after = new TaskCompletionSource<Thread>();
        Task call = _threads.RunAsync(_work.Hold, cancellationToken: Token).ContinueWith(
            _ => after.SetResult(Thread.CurrentThread),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        await _work.StartedAsync();
        _work.LetGo();
        await call;
        _work.Ran.Should().NotContain(await after.Task);
    }

    [Fact]
    public void A_task_as_a_result_is_refused()
    {
        Action[] calls =
        [
            () => _threads.RunAsync<object>(static _ => 1, cancellationToken: Token),
            () => Submit<Task>(),
            () => Submit<Task<int>>(),
            () => Submit<ValueTask>(),
            () => Submit<ValueTask<int>>(),
        ];
        calls[0].Should().NotThrow();
        foreach (Action call in calls[1..])
            call.Should().Throw<ArgumentException>().Which.Message.Should().Contain("synchronous work");

        void Submit<T>()
        {
            Func<CancellationToken, T> work = static _ => default!;
            _threads.RunOutcomeAsync(work, cancellationToken: Token);
        }
    }

    [Fact]
    public void Options_out_of_range_are_all_named()
    {
        Action create = () => _ = new DedicatedThreads(new()
        {
            Name = "",
            Threads = 0,
            QueueLimit = -1,
            QueueTimeout = TimeSpan.Zero,
        });
        create.Should().Throw<ArgumentException>().Which.Message.Should()
            .Contain("Name is empty").And.Contain("Threads is 0").And.Contain("QueueLimit is -1").And.Contain("QueueTimeout is 0 ms")
            .And.NotContain("PermitLimit");
    }

    [Fact]
    public async Task A_system_that_starts_no_thread_fails_the_work_and_keeps_no_place()
    {
        bool fails = true;
        await using var poor = new DedicatedThreads(
            new() { Threads = 2 }, null, thread => Start(thread));
        (await poor.RunOutcomeAsync(static _ => 1, cancellationToken: Token)).Exception.Should().BeOfType<OutOfMemoryException>();
        poor.Snapshot().InFlight.Should().Be(0);
        fails = false;
        (await poor.RunAsync(static _ => 1, cancellationToken: Token)).Should().Be(1);

        // One is there: it does the work of the other, too.
        fails = true;
        Task<int> held = poor.RunAsync(_work.Hold, cancellationToken: Token);
        await _work.StartedAsync();
        Task<int> next = poor.RunAsync(static _ => 2, cancellationToken: Token);
        _work.LetGo();
        (await held + await next).Should().Be(3);
        poor.Alive.Should().Be(1);

        void Start(Thread thread)
        {
            if (fails)
                throw new OutOfMemoryException();
            thread.Start();
        }
    }
}
