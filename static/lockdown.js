// The first script of every page. The content security policy closes every way out but one: peer connections.
for (const name of ['RTCPeerConnection', 'webkitRTCPeerConnection', 'RTCDataChannel', 'RTCIceTransport']) {
	delete globalThis[name];
}
