using Resilience.Testing.Tests.Fixtures;

namespace Resilience.Testing.Tests;

/// <summary>What a store claims to be capable of decides what is checked.</summary>
public sealed class CapabilityTests
{
    private const string Committed = "A_record_in_a_transaction_is_there_once_it_is_committed";
    private const string RolledBack = "A_record_in_a_transaction_that_is_rolled_back_is_not_there";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_with_transactions_passes()
    {
        var report = await CheckpointStoreConformance.RunAllAsync(new TransactionalFixture(TransactionalFixture.AtCommitAsync), Token);

        report.Failed.Should().BeEmpty();
        report.Passed.Select(static result => result.Check.Name).Should().Contain([Committed, RolledBack]);
    }

    [Fact]
    public async Task A_store_that_writes_beside_the_transaction_fails()
    {
        var fixture = new TransactionalFixture(
            static (lease, draft, token) => lease.AppendAsync(draft with { Transaction = null }, token));

        (await FailsAsync(RolledBack, fixture)).Found.Should().Be("2");
    }

    [Fact]
    public async Task A_store_that_never_writes_what_is_in_a_transaction_fails()
    {
        var fixture = new TransactionalFixture(
            static (lease, draft, token) => draft.Transaction is null ? lease.AppendAsync(draft, token) : new(lease.History[^1]));

        (await FailsAsync(Committed, fixture)).Found.Should().Be("1");
    }

    [Fact]
    public async Task A_store_that_takes_runs_over_without_claiming_it_fails() =>
        await FailsAsync(
            "A_take_over_that_is_not_possible_is_refused_and_disturbs_nobody", new InMemoryFixture { Claims = StoreCapabilities.None });

    [Fact]
    public async Task A_fixture_that_claims_what_it_does_not_override_is_told_so()
    {
        var fixture = new InMemoryFixture { Claims = StoreCapabilities.Reopening | StoreCapabilities.Damage | StoreCapabilities.Transactions };

        (await FailsAsync("Tokens_rise_from_store_to_store", fixture)).Found.Should().Contain("claims Reopening");
        (await FailsAsync("A_damaged_run_is_deleted_only_on_demand", fixture)).Found.Should().Contain("claims Damage");
        (await FailsAsync(Committed, fixture)).Found.Should().Contain("claims Transactions");
    }

    [Fact]
    public void A_check_that_needs_more_than_is_claimed_does_not_apply()
    {
        ConformanceCheck check = CheckOf(Committed);

        check.Requires.Should().Be(StoreCapabilities.Transactions);
        check.ReasonToSkip(StoreCapabilities.None).Should().Be("The fixture does not claim Transactions.");
        check.ReasonToSkip(StoreCapabilities.Transactions | StoreCapabilities.Clock).Should().BeNull();
        CheckOf("A_record_for_a_transaction_is_refused_by_a_store_that_has_none").ReasonToSkip(StoreCapabilities.Transactions)
            .Should().Be("The fixture claims Transactions; this is for stores without.");
    }

    [Fact]
    public async Task A_check_that_does_not_apply_refuses_to_run()
    {
        Func<Task> run = () => CheckOf(Committed).RunAsync(new InMemoryFixture(), Token);

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage("*does not claim Transactions*");
    }

    [Fact]
    public void A_fixture_names_the_checks_that_apply()
    {
        var none = new InMemoryFixture { Claims = StoreCapabilities.None };

        none.Checks.Should().OnlyContain(static check => check.Requires == StoreCapabilities.None).And.HaveCountGreaterThan(40);
        new InMemoryFixture().Checks.Should().Contain(static check => check.Requires == StoreCapabilities.Protection);
    }

    private static ConformanceCheck CheckOf(string name) => CheckpointStoreConformance.Checks.Single(check => check.Name == name);

    private static async Task<ConformanceException> FailsAsync(string check, CheckpointStoreFixture fixture)
    {
        Func<Task> run = () => CheckpointStoreConformance.RunAsync(check, fixture, Token);
        return (await run.Should().ThrowAsync<ConformanceException>()).Which;
    }
}
