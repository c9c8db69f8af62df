namespace Resilience.Faults;

/// <summary>
/// Every delegate of a user × everything that it can do wrong × every door: the call ends as the table says, the pipeline works afterwards
/// and has all its frames and permits back.
/// </summary>
[Collection(nameof(OneAtATime))]
public sealed class FaultMatrixTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    public static TheoryData<Site, Fault, Door> Matrix
    {
        get
        {
            var matrix = new TheoryData<Site, Fault, Door>();
            foreach ((Site site, Fault fault, char _) in FaultTable.Cells)
            {
                foreach (Door door in Enum.GetValues<Door>())
                    matrix.Add(site, fault, door);
            }

            return matrix;
        }
    }

    [Fact]
    public void The_table_has_every_site_once() =>
        FaultTable.Cells.Select(static cell => (cell.Site, cell.Fault)).Should().OnlyHaveUniqueItems()
            .And.HaveCount(Enum.GetValues<Site>().Length * Enum.GetValues<Fault>().Length);

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task A_faulty_delegate_leaves_everything_in_order(Site site, Fault fault, Door door)
    {
        using var rig = new FaultRig(site, fault);
        rig.Injector.IsArmed = true;
        Task<Ending<Payload>> call = Task.Run(
            () => rig.Pipeline.CallAsync(door, rig.CallbackAsync, rig.Injector.Caller), TestContext.Current.CancellationToken);
        if (fault == Fault.HangsUntilCancelled)
        {
            await rig.Injector.Hanging.WaitAsync(_patience, TestContext.Current.CancellationToken);
            rig.Injector.CancelCaller();
        }

        Ending<Payload> ending = await call.WaitAsync(_patience, TestContext.Current.CancellationToken);
        rig.Injector.IsArmed = false;

        rig.Injector.Hits.Should().BePositive("the fault must have happened");
        Expect(ending, FaultTable.EndingOf(site, fault), rig);
        await WorksAsync(rig, door);
        rig.SeenFrames.Should().BePositive();
        // Nobody waits for an attempt that has lost: its frame may come back a little later.
        while (rig.LostFrames > 0 && FaultyHedging.Has(site) && !TestContext.Current.CancellationToken.IsCancellationRequested)
            await Task.Yield();
        rig.LostFrames.Should().Be(0);
        rig.LostPermits.Should().Be(0);
    }

    private static void Expect(Ending<Payload> ending, char expected, FaultRig rig)
    {
        switch (expected)
        {
            case 'S':
                ending.Should().Match<Ending<Payload>>(static it => it.How == How.Succeeded && !it.Value!.IsBad);
                break;
            case 'C':
                ending.How.Should().Be(How.Cancelled);
                ending.Exception.Should().BeAssignableTo<OperationCanceledException>()
                    .Which.CancellationToken.Should().Be(rig.Injector.Caller);
                break;
            default:
                ending.How.Should().Be(How.Failed);
                ending.Exception.Should().BeSameAs(expected == 'O' ? rig.Original : rig.Injector.Thrown);
                break;
        }
    }

    private static async Task WorksAsync(FaultRig rig, Door door)
    {
        for (int i = 0; i < 3; i++)
        {
            int calls = 0;
            Ending<Payload> after = await rig.Pipeline.CallAsync(
                door,
                token => token.IsCancellationRequested ? throw new InvalidOperationException("A token was cancelled before its attempt.")
                    : ++calls == 1 ? throw new IOException() : new ValueTask<Payload>(new Payload(isBad: false)),
                CancellationToken.None);
            after.How.Should().Be(How.Succeeded);
        }
    }
}
