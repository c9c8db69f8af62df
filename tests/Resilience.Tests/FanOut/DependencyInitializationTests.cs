using Microsoft.Extensions.Time.Testing;

namespace Resilience.FanOut;

public sealed class DependencyInitializationTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly List<TaskCompletionSource> _begun = [];
    private int _count;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FanOutGroup<int, int> Group()
    {
        for (int i = 0; i < 3; i++)
            _begun.Add(new(TaskCreationOptions.RunContinuationsAsynchronously));
        return new(
            "search",
            [new Dependency<int, int>("a", static (request, _) => new ValueTask<int>(request)) { Initialize = InitializeAsync }],
            new() { Timeout = TimeSpan.FromSeconds(10) },
            _clock);
    }

    private TaskCompletionSource Release { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        int attempt = Interlocked.Increment(ref _count);
        TaskCompletionSource release = Release;
        _begun[attempt - 1].SetResult();
        await release.Task;
    }

    [Fact]
    public async Task It_is_done_once_and_shared_and_nobody_who_gives_up_takes_it_from_the_others()
    {
        FanOutGroup<int, int> group = Group();
        using var source = new CancellationTokenSource();
        Task<FanOutResult<int>> impatient = group.ExecuteAsync(1, source.Token).AsTask();
        Task<FanOutResult<int>> patient = group.ExecuteAsync(2, Token).AsTask();
        await _begun[0].Task.WaitAsync(Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);

        Release.SetResult();

        Assert.Equal(2, (await patient).Results.Single());
        Assert.Equal(3, (await group.ExecuteAsync(3, Token)).Results.Single());
        Assert.Equal(1, _count);
    }

    [Fact]
    public async Task One_that_fails_is_tried_again_by_the_next_request()
    {
        FanOutGroup<int, int> group = Group();
        Release.SetException(new IOException("no connection"));
        FanOutResult<int> first = await group.ExecuteAsync(1, Token);
        Assert.IsType<IOException>(first.Answers[0].Outcome.Exception);

        Release = new();
        Release.SetResult();

        Assert.True((await group.ExecuteAsync(1, Token)).IsSuccess);
        Assert.Equal(2, _count);
    }

    [Fact]
    public async Task It_has_its_share_of_the_time_and_what_hangs_is_not_begun_twice()
    {
        FanOutGroup<int, int> group = Group();
        Task<FanOutResult<int>> asked = group.ExecuteAsync(1, Token).AsTask();
        await _begun[0].Task.WaitAsync(Token);
        _clock.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(asked.IsCompleted);
        _clock.Advance(TimeSpan.FromSeconds(0.1));

        FanOutAnswer<int> answer = (await asked).Answers[0];

        Assert.Equal((FanOutAnswerKind.Called, ErrorCodes.Timeout), (answer.Kind, answer.Outcome.Code));
        Assert.Contains("initialization of a", answer.Outcome.Exception!.Message, StringComparison.Ordinal);
        Task<FanOutResult<int>> again = group.ExecuteAsync(2, Token).AsTask();
        Assert.Equal(1, _count);
        Release.SetResult();
        Assert.Equal(2, (await again).Results.Single());
    }
}
