using Resilience.Testing.Tests.Fixtures;
using Resilience.Testing.Tests.Wrong;

namespace Resilience.Testing.Tests;

/// <summary>A store that does one thing wrong fails the check that is there for it.</summary>
public sealed class WrongStoreTests
{
    private static readonly (string Wrong, string[] Checks)[] _caught =
    [
        ("loses the last record",
        [
            "Each_record_names_the_hash_of_the_one_before",
            "The_context_from_which_a_run_goes_on_is_the_last_one_with_a_payload",
            "What_was_acknowledged_while_the_lease_was_given_back_is_there",
        ]),
        ("gives every owner the same token",
            ["Tokens_rise_with_every_owner", "Tokens_rise_even_if_an_owner_wrote_nothing", "Tokens_rise_from_store_to_store"]),
        ("gives no token", ["A_run_that_nobody_started_has_an_owner_and_no_records"]),
        ("lets two owners in",
        [
            "A_second_owner_is_refused_until_the_first_has_gone",
            "Of_many_who_want_a_run_at_once_one_gets_it",
            "An_owner_that_lost_its_run_does_not_take_it_from_the_next_by_going",
        ]),
        ("lends a run to the same owner for ever", ["A_lease_that_was_given_back_appends_and_reads_nothing"]),
        ("changes a byte of the payload",
        [
            "What_was_appended_comes_back_as_it_was",
            "Encrypted_records_come_back_as_they_were",
            "Keys_can_change_while_a_run_exists",
            "What_was_acknowledged_is_there_when_the_store_is_opened_again",
        ]),
        ("gives the first record for those before it", ["A_record_that_does_not_exist_is_null_to_readers_and_an_error_to_the_owner"]),
        ("cuts payloads at a megabyte", ["A_large_payload_comes_back_whole"]),
        ("takes an empty payload for none", ["A_payload_without_bytes_is_another_thing_than_none"]),
        ("unpacks", ["Packed_bytes_come_back_packed_and_with_their_length"]),
        ("forgets properties", ["Properties_come_back_as_they_were", "What_was_appended_comes_back_as_it_was"]),
        ("keeps times in UTC", ["Times_keep_their_offset_and_every_tick"]),
        ("loses a tick of times", ["Times_keep_their_offset_and_every_tick"]),
        ("stamps records by another clock",
            ["Records_have_the_time_of_the_clock_that_was_given", "Where_a_run_stands_is_said_without_owning_it"]),
        ("finishes runs long ago", ["Retention_by_age_takes_the_old_ones"]),
        ("finishes all runs at once", ["Retention_by_count_keeps_the_latest_of_each_pipeline"]),
        ("links no records", ["Each_record_names_the_hash_of_the_one_before", "A_lease_knows_the_records_that_were_there"]),
        ("binds the first record to nothing", ["The_first_record_is_bound_to_pipeline_run_and_definition"]),
        ("counts places from zero",
            ["A_run_without_an_owner_can_be_taken_over_too", "Concurrent_appends_get_places_in_the_order_of_the_calls"]),
        ("names another head", ["A_live_run_can_be_verified", "An_intact_run_verifies_and_names_its_head"]),
        ("finds nothing wrong", ["A_damaged_payload_is_refused_when_it_is_read_and_found_when_the_run_is_verified"]),
        ("finds something wrong in every run",
            ["Owners_in_turn_and_at_once_never_make_two_chains", "Readers_see_whole_records_while_the_owner_writes"]),
        ("writes no record of owners", ["Whoever_acquires_a_run_that_exists_leaves_a_record_of_it"]),
        ("changes the history that it handed out", ["The_history_that_was_handed_out_does_not_change"]),
        ("lets an owner go on that lost its run", ["An_owner_whose_run_was_taken_over_cannot_append_any_more"]),
        ("tells every owner that the run is lost", ["An_owner_that_lost_its_run_is_told"]),
        ("throws away what is too large", ["A_payload_over_the_limit_is_refused_and_changes_nothing"]),
        ("throws away what is malformed",
            ["The_first_record_says_that_the_run_began_and_no_other_does", "A_malformed_record_is_refused_and_changes_nothing"]),
        ("throws away restarts", ["A_finished_run_that_goes_on_is_no_longer_finished"]),
        ("ignores transactions", ["A_record_for_a_transaction_is_refused_by_a_store_that_has_none"]),
        ("ignores cancellation",
        [
            "Reading_that_was_given_up_before_it_began_throws",
            "An_append_that_was_given_up_before_it_began_writes_nothing",
            "An_acquisition_that_was_given_up_before_it_began_leaves_the_run_free",
            "A_deletion_that_was_given_up_before_it_began_deletes_nothing",
        ]),
        ("authenticates nothing",
            ["Authenticated_records_come_back_as_they_were", "A_key_provider_that_throws_leaves_the_run_as_it_was"]),
        ("takes every run for interrupted", ["Where_a_run_stands_is_said_without_owning_it"]),
        ("takes a damaged run for a finished one",
        [
            "A_record_whose_key_is_gone_is_refused_and_never_given_up",
            "A_damaged_run_is_listed_as_such_and_keeps_no_other_from_being_listed",
        ]),
        ("takes only completed runs for finished", ["A_run_has_finished_in_whatever_status"]),
        ("takes a run for interrupted that somebody looked into",
            ["A_finished_run_that_somebody_looked_into_is_still_finished", "A_run_is_resumed_by_another_store"]),
        ("finds runs that are not there",
            ["A_finished_run_can_be_deleted_and_its_name_used_again", "What_another_store_deleted_is_gone"]),
        ("lists one page", ["All_runs_are_listed_even_if_there_are_many"]),
        ("lists runs that are not there", ["An_empty_store_lists_nothing"]),
        ("lists the runs of all pipelines", ["Runs_are_listed_by_pipeline_and_by_where_they_stand"]),
        ("lists other numbers than it finds", ["The_list_says_of_each_run_what_finding_it_says"]),
        ("tells no upper case from lower", ["Names_that_look_alike_are_different_runs_and_all_are_listed"]),
        ("cuts names", ["The_longest_names_are_told_apart_by_their_last_character"]),
        ("joins names", ["Pipeline_and_run_id_do_not_run_into_each_other"]),
        ("keeps ASCII alone", ["Names_of_any_characters_have_runs_of_their_own"]),
        ("gives all runs of a pipeline one owner", ["Runs_have_owners_of_their_own"]),
        ("names a run that has no name", ["A_run_without_a_name_is_refused"]),
        ("deletes runs that have not finished",
            ["A_run_that_has_not_finished_is_deleted_only_on_demand", "A_damaged_run_is_deleted_only_on_demand"]),
        ("never deletes runs that have not finished", ["A_run_that_has_not_finished_is_deleted_only_on_demand"]),
        ("says of every run that it was deleted", ["A_run_that_does_not_exist_is_not_deleted"]),
        ("says of live runs that they are not there", ["A_live_run_is_never_deleted", "Another_store_sees_the_owner_and_is_refused"]),
        ("deletes all runs", ["Deleting_a_run_leaves_the_others_alone", "Retention_takes_finished_runs_alone"]),
        ("puts nothing aside",
        [
            "A_damaged_end_is_put_aside_and_the_run_goes_on_from_the_record_before",
            "A_damaged_payload_at_the_end_is_put_aside_too",
            "A_run_whose_only_record_is_damaged_begins_again",
            "A_break_in_the_middle_is_cut_off_if_the_policy_says_so",
        ]),
        ("cuts every break off", ["A_break_in_the_middle_is_refused_and_left_as_it_is"]),
    ];

    public static TheoryData<string, string> Caught =>
        [.. _caught.SelectMany(static row => row.Checks.Select(check => new TheoryDataRow<string, string>(row.Wrong, check)))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Caught))]
    public async Task A_wrong_store_fails_the_check_that_is_there_for_it(string wrong, string check)
    {
        await using CheckpointStoreFixture fixture = FixtureFor(check, WrongStores.Of(wrong));

        Func<Task> run = () => CheckpointStoreConformance.RunAsync(check, fixture, Token);

        ConformanceException failed = (await run.Should().ThrowAsync<ConformanceException>()).Which;
        failed.Check.Should().Be(check);
        failed.InnerException.Should().BeNull("it failed at what it expects, and not by accident");
    }

    [Fact]
    public void Every_wrong_store_is_caught() =>
        WrongStores.Names.Should().BeEquivalentTo(_caught.Select(static row => row.Wrong));

    /// <summary>Those that are left depend on what a store claims: <see cref="CapabilityTests"/>.</summary>
    [Fact]
    public void No_check_passes_every_store() =>
        CheckpointStoreConformance.Checks.Select(static check => check.Name)
            .Except(_caught.SelectMany(static row => row.Checks))
            .Should().BeEquivalentTo(
                "A_take_over_that_is_not_possible_is_refused_and_disturbs_nobody",
                "A_record_in_a_transaction_is_there_once_it_is_committed",
                "A_record_in_a_transaction_that_is_rolled_back_is_not_there");

    private static CheckpointStoreFixture FixtureFor(string check, Wrongdoing wrong)
    {
        const StoreCapabilities files = StoreCapabilities.Reopening | StoreCapabilities.Damage;
        bool needsFiles = CheckpointStoreConformance.Checks.Any(it => it.Name == check && (it.Requires & files) != StoreCapabilities.None);
        return needsFiles ? new FileFixture(wrong.Commit) : new InMemoryFixture(wrong.Commit);
    }
}
