namespace AiService.Providers;

public sealed class ReplyScriptTests
{
    [Fact]
    public void Replies_come_in_turn_and_over_again()
    {
        var script = new ReplyScript(new ScriptedReply(200), new ScriptedReply(503), new ScriptedReply(429, RetryAfterSeconds: 1));

        IEnumerable<int> statuses = [.. Enumerable.Range(0, 7).Select(_ => script.Next().Status)];

        statuses.Should().Equal(200, 503, 429, 200, 503, 429, 200);
    }

    [Fact]
    public void Each_reply_is_given_as_often_as_the_others_however_many_ask_at_once()
    {
        var script = new ReplyScript(new ScriptedReply(200), new ScriptedReply(503));
        int well = 0;

        Parallel.For(0, 1_000, _ => Interlocked.Add(ref well, script.Next().Status == 200 ? 1 : 0));

        well.Should().Be(500);
    }

    [Fact]
    public void The_script_of_a_provider_that_stumbles_is_well_six_times_in_seven()
    {
        ReplyScript script = ReplyScript.Stumbling();

        Enumerable.Range(0, 7).Count(_ => script.Next().Status == 200).Should().Be(6);
    }

    [Fact]
    public void The_script_of_a_provider_that_fails_never_answers_and_sometimes_says_when_to_come_back()
    {
        ReplyScript script = ReplyScript.Failing();

        ScriptedReply[] replies = [.. Enumerable.Range(0, 4).Select(_ => script.Next())];

        replies.Select(static reply => reply.Status).Should().BeEquivalentTo([503, 503, 503, 429]);
        replies.Should().Contain(static reply => reply.Status == 429 && reply.RetryAfterSeconds == 1);
    }

    [Fact]
    public void A_script_has_a_reply() =>
        FluentActions.Invoking(static () => new ReplyScript()).Should().Throw<ArgumentOutOfRangeException>();
}
