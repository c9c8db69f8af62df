using Resilience.Checkpoints;

namespace Resilience.Testing.Checks;

/// <summary>What a check works with: an empty store, its clock, and words for what is usually done.</summary>
internal sealed partial class CheckContext
{
    private readonly string _check;

    private CheckContext(string check, CheckpointStoreFixture fixture, CancellationToken token)
    {
        _check = check;
        Fixture = fixture;
        Token = token;
        Setup = new() { TimeProvider = Clock };
    }

    public static RunKey Run { get; } = new("plan-analysis", "PDM2024-ANT-MED");

    public CheckpointStoreFixture Fixture { get; }

    public CancellationToken Token { get; }

    public ManualClock Clock { get; } = new();

    public CheckpointStoreSetup Setup { get; private set; }

    public ICheckpointStore Store { get; private set; } = null!;

    public static async Task<CheckContext> BeginAsync(string check, CheckpointStoreFixture fixture, CancellationToken token)
    {
        var context = new CheckContext(check, fixture, token);
        await context.RenewAsync(context.Setup);
        return context;
    }

    /// <summary>Goes on with another store, which is empty.</summary>
    public async Task RenewAsync(CheckpointStoreSetup setup)
    {
        Setup = setup;
        Store = await Fixture.CreateAsync(setup, Token);
    }

    /// <summary>Another store over the same data.</summary>
    public ValueTask<ICheckpointStore> ReopenAsync() => Fixture.ReopenAsync(Store, Setup, Token);

    public ValueTask<IRunLease> AcquireAsync(RunKey? run = null) => Store.AcquireAsync(run ?? Run, cancellationToken: Token);

    /// <summary>Acquires a run; null if somebody else owns it.</summary>
    public async Task<IRunLease?> TryAcquireAsync(RunKey? run = null)
    {
        try
        {
            return await AcquireAsync(run);
        }
        catch (CheckpointException error) when (error.Error == CheckpointError.RunOwned)
        {
            return null;
        }
    }

    /// <summary>Gives a run back that should not have been had: a check that fails leaves nothing behind that goes on.</summary>
    public static async Task GiveBackAsync(ValueTask<IRunLease> acquisition) => await (await acquisition).DisposeAsync();

    /// <summary>Begins a run, and keeps it.</summary>
    public async Task<IRunLease> StartAsync(RunKey? run = null)
    {
        IRunLease lease = await AcquireAsync(run);
        await lease.AppendAsync(Drafts.Started(), Token);
        return lease;
    }

    /// <summary>Begins a run, ends some stages, and gives it back unfinished.</summary>
    public async Task InterruptAsync(RunKey run, params string[] stages)
    {
        await using IRunLease lease = await StartAsync(run);
        foreach (string stage in stages)
            await lease.AppendAsync(Drafts.Stage(stage), Token);
    }

    /// <summary>Begins and finishes a run.</summary>
    public async Task FinishAsync(RunKey run)
    {
        await using IRunLease lease = await StartAsync(run);
        await lease.AppendAsync(Drafts.Finished(), Token);
    }

    public async Task<List<CheckpointInfo>> HistoryAsync(RunKey? run = null) =>
        await Store.ReadHistoryAsync(run ?? Run, Token).ToListAsync(Token);

    public async Task<List<RunKey>> ListAsync(RunQuery? query = null) =>
        await Store.ListRunsAsync(query, Token).Select(static head => head.Run).ToListAsync(Token);

    /// <summary>Where a run stands, which has to be known.</summary>
    public async Task<RunHead> HeadAsync(RunKey? run = null) =>
        NotNull("where the run stands", await Store.FindRunAsync(run ?? Run, Token));

    /// <summary>Verifies a run, which has to exist.</summary>
    public async Task<CheckpointVerification> VerifyAsync() =>
        NotNull("what verifying found", await Store.VerifyAsync(Run, Token));

    /// <summary>Fails unless the run verifies.</summary>
    public async Task IntactAsync() =>
        Sequence("findings of verifying", [], (await VerifyAsync()).Findings.Select(static finding => finding.Message));
}
