using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AiService.Providers;

public sealed class ScriptedProviderTests : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false });

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task Answers_are_as_the_script_says_and_are_counted()
    {
        await using var provider = new ScriptedProvider(
            "alpha", 0.1m, new ReplyScript(new ScriptedReply(200), new ScriptedReply(503), new ScriptedReply(429, RetryAfterSeconds: 7)));

        (HttpStatusCode Status, string Text, TimeSpan? RetryAfter)[] answers =
            [await AskAsync(provider), await AskAsync(provider), await AskAsync(provider)];

        answers.Should().Equal(
            (HttpStatusCode.OK, "alpha on 8 characters", null),
            (HttpStatusCode.ServiceUnavailable, "alpha cannot", null),
            (HttpStatusCode.TooManyRequests, "alpha cannot", TimeSpan.FromSeconds(7)));
        provider.Tally.Requests.Should().Be(3);
        (provider.Tally.Answered(200), provider.Tally.Answered(429), provider.Tally.Answered(500)).Should().Be((1, 1, 0));
    }

    [Fact]
    public async Task Another_script_holds_from_the_next_request_on()
    {
        await using var provider = new ScriptedProvider("alpha", 0.1m, ReplyScript.Well(0));
        HttpStatusCode before = (await AskAsync(provider)).Status;

        provider.Play(new ReplyScript(new ScriptedReply(503)));

        before.Should().Be(HttpStatusCode.OK);
        (await AskAsync(provider)).Status.Should().Be(HttpStatusCode.ServiceUnavailable);
    }

    [Fact]
    public async Task Many_are_answered_at_once()
    {
        await using var provider = new ScriptedProvider("alpha", 0.1m, ReplyScript.Well(1, 2, 3));

        (HttpStatusCode Status, string, TimeSpan?)[] answers =
            await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => AskAsync(provider)));

        answers.Should().OnlyContain(static answer => answer.Status == HttpStatusCode.OK);
        provider.Tally.Answered(200).Should().Be(50);
    }

    [Fact]
    public async Task Whoever_hangs_up_or_says_something_else_does_no_harm()
    {
        await using var provider = new ScriptedProvider("alpha", 0.1m, ReplyScript.Well(0));
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(provider.Address.Host, provider.Address.Port, Test);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("HELO\r\nContent-Length: no\r\n\r\n"), Test);
        }

        (await AskAsync(provider)).Status.Should().Be(HttpStatusCode.OK);
        provider.Tally.Requests.Should().Be(1);
    }

    [Fact]
    public async Task A_provider_closes_although_somebody_waits_for_an_answer()
    {
        var provider = new ScriptedProvider("alpha", 0.1m, new ReplyScript(new ScriptedReply(200, TimeSpan.FromDays(1))));
        using var client = new TcpClient();
        await client.ConnectAsync(provider.Address.Host, provider.Address.Port, Test);
        await client.GetStream().WriteAsync("POST / HTTP/1.1\r\n\r\n"u8.ToArray(), Test);

        await provider.DisposeAsync();

        await FluentActions.Awaiting(() => AskAsync(provider)).Should().ThrowAsync<HttpRequestException>();
    }

    private async Task<(HttpStatusCode Status, string Text, TimeSpan? RetryAfter)> AskAsync(ScriptedProvider provider)
    {
        using var question = new StringContent("question");
        using HttpResponseMessage response = await _http.PostAsync(provider.Address, question, Test);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Test), response.Headers.RetryAfter?.Delta);
    }
}
