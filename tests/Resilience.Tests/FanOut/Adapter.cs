namespace Resilience.FanOut;

/// <summary>A dependency whose answers are given by the test.</summary>
internal sealed class Adapter
{
    private readonly TaskCompletionSource<CancellationToken> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Answer> _answer = new();

    public int Calls { get; private set; }

    /// <summary>Whether a call ends when its token is cancelled.</summary>
    public bool Listens { get; init; } = true;

    public Task<CancellationToken> Begun => _begun.Task;

    public async ValueTask<Answer> CallAsync(string request, CancellationToken cancellationToken)
    {
        Calls++;
        _begun.TrySetResult(cancellationToken);
        return Listens ? await _answer.Task.WaitAsync(cancellationToken) : await _answer.Task;
    }

    public Answer Succeed(string text = "ok")
    {
        var answer = new Answer(text);
        _answer.TrySetResult(answer);
        return answer;
    }

    public void Fail(Exception error) => _answer.TrySetException(error);

    public Dependency<string, Answer> Named(string name) => new(name, CallAsync);
}
