namespace AiService.Running;

/// <summary>One run of the program, for several tests.</summary>
public sealed class FinishedRun : IAsyncLifetime
{
    internal ProgramRun Run { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Run = await ProgramRun.OfAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
