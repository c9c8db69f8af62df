using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Resilience.Hosting.Tests;

/// <summary>Hosts that share a store, as processes do one after the other; their stages do what the test says.</summary>
internal sealed class Application : ILogger
{
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _told = new();

    public InMemoryCheckpointStore Store { get; } = new();

    public CancellationToken Test { get; } = TestContext.Current.CancellationToken;

    /// <summary>What was logged, by id.</summary>
    public ConcurrentQueue<(int Id, LogLevel Level, string Text)> Logged { get; } = new();

    /// <summary>What a stage does.</summary>
    public Func<StageContext, Work, CancellationToken, ValueTask<Work>> Stage { get; set; } = static (_, work, _) => new(new Work(work.Done + 1));

    public IHost Build(Action<IResilienceBuilder>? configure = null, Action<ResilienceHostingOptions>? options = null, TimeSpan? patience = null)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(new Provider(this));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = patience ?? TimeSpan.FromMinutes(1));
        IResilienceBuilder resilience = builder.Services.AddResilience()
            .AddOrchestrator("works", WorkJson.Default.Work, stages => stages.AddStage("A", Run).UseCheckpoints(Store))
            .AddHosting(options);
        configure?.Invoke(resilience);
        return builder.Build();
    }

    /// <summary>Leaves runs behind as a crash does.</summary>
    public async Task InterruptAsync(params string[] runs)
    {
        Orchestrator<Work> crashing = new OrchestratorBuilder<Work>("works", WorkJson.Default.Work)
            .AddStage("A", static (StageContext _, Work _) => throw new RejectedException(new(RejectionReason.Custom, "no power")))
            .UseCheckpoints(Store)
            .Build();
        foreach (string run in runs)
            (await crashing.RunAsync(run, new(0), Test)).Status.Should().Be(RunResultStatus.Interrupted);
    }

    public async Task<int> InterruptedAsync()
    {
        int count = 0;
        await foreach (Checkpoints.RunHead head in Store.ListRunsAsync(new() { Status = Checkpoints.RunStatus.Interrupted }, Test))
            count++;
        return count;
    }

    /// <summary>Completes when a message of this id has been logged.</summary>
    public Task LoggedAsync(int id)
    {
        Task logged = _told.GetOrAdd(id, static _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        if (Logged.Any(entry => entry.Id == id))
            Tell(id);
        return logged.WaitAsync(Test);
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Tell(Enqueued(eventId.Id, logLevel, formatter(state, exception)));

    private int Enqueued(int id, LogLevel level, string text)
    {
        Logged.Enqueue((id, level, text));
        return id;
    }

    private void Tell(int id)
    {
        if (_told.TryGetValue(id, out TaskCompletionSource? told))
            told.TrySetResult();
    }

    private ValueTask<Work> Run(StageContext stage, Work work, CancellationToken cancellationToken) => Stage(stage, work, cancellationToken);

    private sealed class Provider(ILogger logger) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => logger;

        public void Dispose()
        {
        }
    }
}
