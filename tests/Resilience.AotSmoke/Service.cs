namespace Resilience.AotSmoke;

/// <summary>A dependency that fails a number of times, then answers.</summary>
internal sealed class Service(int failures)
{
    public int Calls { get; private set; }

    public string Answer() =>
        ++Calls > failures ? $"answer {Calls}" : throw new TransientException($"busy {Calls}");

    public async ValueTask<string> AnswerAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return Answer();
    }

    public Outcome<string> AnswerAsOutcome() =>
        ++Calls > failures ? Outcome.Success($"answer {Calls}") : Outcome.Failure<string>(new TransientException($"busy {Calls}"));
}
