namespace Resilience.Bulkheads;

public sealed class DedicatedThreadsDisposalTests : IDisposable
{
    private readonly Holding _work = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _work.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disposal_waits_for_what_was_taken_and_leaves_no_thread(bool asynchronous)
    {
        var threads = new DedicatedThreads(new() { Threads = 2, QueueLimit = 3 });
        Task<Outcome<int>>[] calls = [.. Enumerable.Range(0, 5).Select(_ => threads.RunOutcomeAsync(_work.Hold, cancellationToken: Token))];
        await _work.StartedAsync(2);
        Task disposal = Dispose(threads, asynchronous);
        SpinWait.SpinUntil(() => !Accepts(threads));
        disposal.IsCompleted.Should().BeFalse();
        _work.LetGo();
        await disposal;
        calls.Should().OnlyContain(static call => call.IsCompletedSuccessfully && call.Result.IsSuccess);
        _work.Ran.Should().HaveCount(5);
        _work.Ran.Distinct().Should().OnlyContain(static thread => !thread.IsAlive);
        threads.Alive.Should().Be(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Disposal_cancels_what_was_taken_if_that_is_wanted(bool withCaller)
    {
        using var caller = new CancellationTokenSource();
        CancellationToken token = withCaller ? caller.Token : CancellationToken.None;
        var threads = new DedicatedThreads(new() { Threads = 1, QueueLimit = 3, CancelOnDispose = true });
        Task<Outcome<int>> running = threads.RunOutcomeAsync(_work.Hold, cancellationToken: token);
        await _work.StartedAsync();
        Task<Outcome<int>>[] waiting = [.. Enumerable.Range(0, 3).Select(_ => threads.RunOutcomeAsync(_work.Hold, cancellationToken: token))];
        await threads.DisposeAsync();
        (await running).Exception.Should().BeAssignableTo<OperationCanceledException>();
        (await running).IsCancelled.Should().BeFalse("it was not the caller who cancelled");
        foreach (Task<Outcome<int>> call in waiting)
            (await call).Exception.Should().BeOfType<ObjectDisposedException>();
        _work.Ran.Should().ContainSingle().Which.IsAlive.Should().BeFalse();
        threads.Snapshot().Should().Match<BulkheadSnapshot>(static now => now.InFlight == 0 && now.Queued == 0);
    }

    [Fact]
    public void Disposal_before_any_work_ends_at_once_and_may_be_repeated()
    {
        var threads = new DedicatedThreads(new() { CancelOnDispose = true });
        threads.Dispose();
        threads.Dispose();
        Action run = () => threads.Run(static _ => 1, cancellationToken: Token);
        run.Should().Throw<ObjectDisposedException>();
        Action runAsync = () => threads.RunAsync(static _ => 1, cancellationToken: Token);
        runAsync.Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public async Task Work_may_dispose_of_its_own_threads()
    {
        var threads = new DedicatedThreads(new() { Threads = 1 });
        Thread own = await threads.RunAsync(
            _ =>
            {
                threads.Dispose();
                return Thread.CurrentThread;
            },
            cancellationToken: Token);
        await threads.DisposeAsync();
        own.IsAlive.Should().BeFalse();
    }

    [Fact]
    public async Task A_registration_of_a_user_that_throws_does_not_keep_the_threads()
    {
        var threads = new DedicatedThreads(new() { Threads = 1, CancelOnDispose = true });
        Task<Outcome<int>> running = threads.RunOutcomeAsync(
            token =>
            {
                token.Register(static () => throw new TestException("registration"));
                return _work.Hold(token);
            },
            cancellationToken: Token);
        await _work.StartedAsync();
        threads.Dispose();
        (await running).IsSuccess.Should().BeFalse();
        _work.Ran.Single().IsAlive.Should().BeFalse();
    }

    private static Task Dispose(DedicatedThreads threads, bool asynchronous) => asynchronous
        ? threads.DisposeAsync().AsTask()
        : Task.Factory.StartNew(threads.Dispose, Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static bool Accepts(DedicatedThreads threads)
    {
        try
        {
            _ = threads.RunOutcomeAsync(static _ => 1, cancellationToken: Token);
            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }
}
