namespace Resilience.Hedging;

/// <summary>One attempt, in the hand of a test.</summary>
internal sealed class Attempt(int number)
{
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> _end = new();
    private readonly TaskCompletionSource _left = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it goes on when its token is cancelled.</summary>
    public bool IgnoresToken { get; set; }

    public CancellationToken Token { get; private set; }

    /// <summary>Ends when the attempt begins.</summary>
    public Task Begun => _begun.Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>Ends when the attempt has ended.</summary>
    public Task Left => _left.Task.WaitAsync(TestContext.Current.CancellationToken);

    public void Succeed(string result) => _end.SetResult(result);

    public void Succeed() => Succeed($"attempt {number}");

    public void Fail(Exception exception) => _end.SetException(exception);

    public void Fail() => Fail(new TransientException($"attempt {number}"));

    public async Task<string> RunAsync(CancellationToken token)
    {
        Token = token;
        _begun.TrySetResult();
        try
        {
            return IgnoresToken ? await _end.Task : await _end.Task.WaitAsync(token);
        }
        finally
        {
            _left.TrySetResult();
        }
    }
}
