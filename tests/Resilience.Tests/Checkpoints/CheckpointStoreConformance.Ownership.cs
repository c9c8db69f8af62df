using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public abstract partial class CheckpointStoreConformance
{
    /// <summary>Whether a run can be taken from an owner that is alive.</summary>
    protected virtual bool CanTakeOver => true;

    [Fact]
    public async Task A_second_owner_is_refused_until_the_first_has_gone()
    {
        IRunLease first = await StartAsync();

        (await RefusalOf(() => Store.AcquireAsync(Run, cancellationToken: Token).AsTask())).Should().Be(CheckpointError.RunOwned);
        await first.DisposeAsync();
        await using IRunLease second = await Store.AcquireAsync(Run, cancellationToken: Token);

        second.FencingToken.Should().BeGreaterThan(first.FencingToken);
    }

    [Fact]
    public async Task Whoever_takes_a_run_over_leaves_a_record_of_it()
    {
        await (await StartAsync()).DisposeAsync();

        await using IRunLease lease = await Store.AcquireAsync(Run, cancellationToken: Token);

        lease.History.Select(static info => info.Metadata.Kind).Should().Equal(CheckpointKind.Started, CheckpointKind.Owned);
        lease.History[1].FencingToken.Should().Be(lease.FencingToken);
        lease.History[1].Metadata.DefinitionHash.Should().Be(Drafts.Definition);
        (await lease.AppendAsync(Drafts.Stage("A"), Token)).Sequence.Should().Be(3);
        (await Store.VerifyAsync(Run, Token))!.IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task Tokens_rise_even_if_an_owner_wrote_nothing()
    {
        var tokens = new List<long>();
        for (int i = 0; i < 4; i++)
        {
            await using IRunLease lease = await Store.AcquireAsync(Run, cancellationToken: Token);
            tokens.Add(lease.FencingToken);
        }

        tokens.Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task An_owner_whose_run_was_taken_over_cannot_append_any_more()
    {
        if (!CanTakeOver)
        {
            await TakeOverIsRefusedAsync();
            return;
        }

        await using IRunLease paused = await StartAsync();
        await using IRunLease next = await Store.AcquireAsync(Run, new() { TakeOver = true }, Token);
        await next.AppendAsync(Drafts.Stage("A", "of the next"), Token);

        (await RefusalOf(() => paused.AppendAsync(Drafts.Stage("A", "late"), Token).AsTask())).Should().Be(CheckpointError.OwnershipLost);
        (await RefusalOf(() => paused.AppendAsync(Drafts.Stage("B", "later"), Token).AsTask())).Should().Be(CheckpointError.OwnershipLost);

        await paused.Lost.WaitForCancellationAsync(Token);
        next.Lost.IsCancellationRequested.Should().BeFalse();
        next.FencingToken.Should().BeGreaterThan(paused.FencingToken);
        (await next.AppendAsync(Drafts.Finished(), Token)).Sequence.Should().Be(4);
        Drafts.Text(await Store.ReadStageAsync(Run, "A", Token)).Should().Be("of the next");
        (await Store.VerifyAsync(Run, Token))!.IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task An_owner_that_lost_its_run_does_not_take_it_from_the_next_by_going()
    {
        if (!CanTakeOver)
        {
            await TakeOverIsRefusedAsync();
            return;
        }

        IRunLease paused = await StartAsync();
        await using IRunLease next = await Store.AcquireAsync(Run, new() { TakeOver = true }, Token);
        await paused.DisposeAsync();

        (await RefusalOf(() => Store.AcquireAsync(Run, cancellationToken: Token).AsTask())).Should().Be(CheckpointError.RunOwned);
    }

    [Fact]
    public async Task Of_many_who_want_a_run_at_once_one_gets_it()
    {
        IRunLease?[] leases = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(TryAcquireAsync, Token)));

        leases.Count(static lease => lease is not null).Should().Be(1);
        await leases.Single(static lease => lease is not null)!.DisposeAsync();
    }

    [Fact]
    public async Task Owners_in_turn_and_at_once_never_make_two_chains()
    {
        await (await StartAsync()).DisposeAsync();

        int[] appended = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(WorkAsync, Token)));

        CheckpointVerification verified = (await Store.VerifyAsync(Run, Token))!;
        List<CheckpointInfo> history = await HistoryAsync(Run);
        verified.IsIntact.Should().BeTrue();
        history.Count(static info => info.Metadata.Kind == CheckpointKind.Stage).Should().Be(appended.Sum());
        history.Select(static info => info.FencingToken).Should().BeInAscendingOrder();

        async Task<int> WorkAsync()
        {
            int count = 0;
            for (int i = 0; i < 20; i++)
            {
                await using IRunLease? lease = await TryAcquireAsync();
                if (lease is null)
                    continue;
                await lease.AppendAsync(Drafts.Stage("A"), Token);
                count++;
            }

            return count;
        }
    }

    [Fact]
    public async Task A_lease_that_was_given_back_appends_and_reads_nothing()
    {
        IRunLease lease = await StartAsync();
        await lease.DisposeAsync();
        await lease.DisposeAsync();

        await ((Func<Task>)(() => lease.AppendAsync(Drafts.Stage("A"), Token).AsTask())).Should().ThrowAsync<ObjectDisposedException>();
        await ((Func<Task>)(() => lease.ReadAsync(1, Token).AsTask())).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task What_is_given_up_before_it_begins_changes_nothing()
    {
        await using IRunLease lease = await StartAsync();
        var given = new CancellationToken(canceled: true);

        await ((Func<Task>)(() => lease.AppendAsync(Drafts.Stage("A"), given).AsTask())).Should().ThrowAsync<OperationCanceledException>();
        await ((Func<Task>)(() => Store.AcquireAsync(new RunKey("x", "y"), null, given).AsTask()))
            .Should().ThrowAsync<OperationCanceledException>();

        lease.History.Should().HaveCount(1);
        await using IRunLease other = await Store.AcquireAsync(new RunKey("x", "y"), cancellationToken: Token);
        other.FencingToken.Should().Be(1);
    }

    [Fact]
    public async Task A_record_for_a_transaction_is_refused_by_a_store_that_has_none()
    {
        await using IRunLease lease = await StartAsync();

        Func<Task> append = () => lease.AppendAsync(Drafts.Stage("A") with { Transaction = new object() }, Token).AsTask();

        await append.Should().ThrowAsync<NotSupportedException>();
    }

    private async Task<IRunLease?> TryAcquireAsync()
    {
        try
        {
            return await Store.AcquireAsync(Run, cancellationToken: Token);
        }
        catch (CheckpointException error) when (error.Error == CheckpointError.RunOwned)
        {
            return null;
        }
    }

    private async Task TakeOverIsRefusedAsync()
    {
        await using IRunLease owner = await StartAsync();
        await RefusalOf(() => Store.AcquireAsync(Run, new() { TakeOver = true }, Token).AsTask());
        (await owner.AppendAsync(Drafts.Stage("A"), Token)).Sequence.Should().Be(2);
    }
}
