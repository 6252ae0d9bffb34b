# What the instances of the rig are told: their configuration, and what tests read of it. Sourced by deploy/rig/asterisk,
# which names the root, the ports and this folder.

secret() {
  local old
  old=$(sed -n 's/^ami.secret=//p' "$RIG/rig.properties" 2>/dev/null || true)
  [ -n "$old" ] && printf '%s' "$old" && return
  od -An -N18 -tx1 /dev/urandom | tr -d ' \n'
}

write_common() { # instance, first and last RTP port
  local etc="$RIG/etc/asterisk-$1" modules
  modules=$(sed -n 's/^astmoddir *=> *//p' "$RIG/etc/asterisk/asterisk.conf")
  mkdir -p "$etc" "$RIG"/var/{lib,log,spool}/"asterisk-$1" "$RIG/var/log/asterisk-$1/cdr-custom" "$RIG/run/asterisk-$1"
  cat >"$etc/asterisk.conf" <<CONF
[directories]
astetcdir => /etc/asterisk-$1
astmoddir => $modules
astvarlibdir => /var/lib/asterisk
astdbdir => /var/lib/asterisk-$1
astkeydir => /var/lib/asterisk
astdatadir => /usr/share/asterisk
astagidir => /usr/share/asterisk/agi-bin
astspooldir => /var/spool/asterisk-$1
astrundir => /run/asterisk-$1
astlogdir => /var/log/asterisk-$1
CONF
  printf '[general]\nrtpstart=%s\nrtpend=%s\nicesupport=no\n' "$2" "$3" >"$etc/rtp.conf"
  printf '[general]\n[logfiles]\nmessages => notice,warning,error\n' >"$etc/logger.conf"
  printf '[modules]\nautoload=no\n' >"$etc/modules.conf"
  sed 's/^/load=/; s/$/.so/' "$HERE/modules.list" >>"$etc/modules.conf"
  cp "$RIG/etc/asterisk/indications.conf" "$RIG/etc/asterisk/amd.conf" "$etc/"
  local empty
  for empty in features stasis udptl acl ccss cel http dnsmgr dsp enum pjproject cli_permissions; do
    [ -e "$etc/$empty.conf" ] || : >"$etc/$empty.conf"
  done
}

transport() { printf '[global]\ntype=global\n[udp]\ntype=transport\nprotocol=udp\nbind=127.0.0.1:%s\n' "$1"; }

write_pbx() {
  local etc="$RIG/etc/asterisk-pbx" ours="$HERE/../asterisk"
  write_common pbx 20000 25999
  # Sound goes through pbx instead of around it: the carrier's recording of it takes the change of source for silence.
  sed -i '/bridge_native_rtp/d' "$etc/modules.conf"
  printf '[general]\nenable=no\n' >"$etc/cdr.conf"
  printf '[general]\n#include extensions_obzvon.conf\n' >"$etc/extensions.conf"
  cp "$ours/extensions_obzvon.conf" "$etc/"
  { transport $PBX_SIP; echo '#include pjsip_obzvon.conf'; telephones; trunks; } >"$etc/pjsip.conf"
  printf '[general]\n#include queues_obzvon.conf\n' >"$etc/queues.conf"
  # The shortest waits that are still whole: tests do not sit through a minute.
  sed 's/^timeout=15/timeout=3/' "$ours/queues_obzvon.conf" >"$etc/queues_obzvon.conf"
  sed -i 's/,r,,,60)/,r,,,12)/' "$etc/extensions_obzvon.conf"
  sed "s/sip\.operator\.example:5060/127.0.0.1:$CARRIER_SIP/; s/sip\.operator\.example/127.0.0.1/" \
    "$ours/pjsip_obzvon.conf" >"$etc/pjsip_obzvon.conf"
  printf '[general]\nenabled=yes\nport=%s\nbindaddr=127.0.0.1\ntimestampevents=yes\n#include manager_obzvon.conf\n' \
    $AMI_PORT >"$etc/manager.conf"
  sed "s/^secret=.*/secret=$1/" "$ours/manager_obzvon.conf" >"$etc/manager_obzvon.conf"
  # An onlooker's account for tests that measure: it may hear of calls and keys, and ask for nothing.
  printf '[watch]\nsecret=%s\ndeny=0.0.0.0/0.0.0.0\npermit=127.0.0.1/255.255.255.255\nread=call,agent,dtmf\nwrite=\n' \
    "$1" >>"$etc/manager_obzvon.conf"
  chmod 600 "$etc/manager_obzvon.conf"
  # The prompts that Obzvon renders: /var/lib/obzvon/sounds for pbx, below $RIG for everybody else.
  mkdir -p "$RIG/var/lib/obzvon/sounds"
}

telephones() {
  local number
  for number in 101 102 103 104 111 112 121 131 141 142 151 152; do
    printf '[%s]\ntype=endpoint\ncontext=nowhere\ndisallow=all\nallow=alaw,ulaw\ndirect_media=no\naors=%s\n' $number $number
    printf '[%s]\ntype=aor\ncontact=sip:%s@127.0.0.1:%s\n' $number $number $PHONES_SIP
  done
}

# Two more ways to the carrier, each through a relay that a test opens and closes; closed, the trunk is dead.
trunks() {
  local trunk
  for trunk in east:15071 west:15072; do
    printf '[trunk-%s]\ntype=endpoint\ncontext=nowhere\ndisallow=all\nallow=alaw,ulaw\ndirect_media=no\naors=trunk-%s\n' \
      "${trunk%:*}" "${trunk%:*}"
    printf '[trunk-%s]\ntype=aor\ncontact=sip:127.0.0.1:%s\nqualify_frequency=2\nqualify_timeout=1.0\n' \
      "${trunk%:*}" "${trunk#*:}"
  done
}

write_phones() {
  local etc="$RIG/etc/asterisk-phones"
  write_common phones 32000 33999
  printf '[general]\nenabled=no\n' >"$etc/manager.conf"
  printf 'load=res_cdrel_custom.so\nload=cdr_custom.so\n' >>"$etc/modules.conf"
  cp "$HERE/phones.conf" "$etc/extensions.conf"
  cp "$HERE/cdr.conf" "$HERE/cdr_custom.conf" "$etc/"
  : >"$etc/queues.conf"
  { transport $PHONES_SIP
    printf '[pbx]\ntype=endpoint\ncontext=operators\ndisallow=all\nallow=alaw,ulaw\ndirect_media=no\n'
    printf '[pbx]\ntype=identify\nendpoint=pbx\nmatch=127.0.0.1\n'; } >"$etc/pjsip.conf"
}

write_carrier() {
  local etc="$RIG/etc/asterisk-carrier"
  write_common carrier 26000 31999
  printf '[general]\nenabled=no\n' >"$etc/manager.conf"
  printf 'load=res_cdrel_custom.so\nload=cdr_custom.so\n' >>"$etc/modules.conf"
  cp "$HERE/debtors.conf" "$etc/extensions.conf"
  : >"$etc/queues.conf"
  cp "$HERE/cdr.conf" "$HERE/cdr_custom.conf" "$etc/"
  { transport $CARRIER_SIP
    printf '[pbx]\ntype=endpoint\ncontext=debtors\ndisallow=all\nallow=alaw,ulaw\ndirect_media=no\n'
    printf '[pbx]\ntype=identify\nendpoint=pbx\nmatch=127.0.0.1\n'; } >"$etc/pjsip.conf"
}

write_properties() { # secret
  local file="$RIG/rig.properties"
  (umask 077; cat >"$file.new" <<PROPERTIES
# Written by deploy/rig/asterisk; tests read it.
root=$RIG
ami.host=127.0.0.1
ami.port=$AMI_PORT
ami.user=obzvon
ami.secret=$1
ami.desk.user=obzvon-desk
ami.watch.user=watch
channel.template=PJSIP/{number}@carrier
carrier.sip=$CARRIER_SIP
pbx.sip=$PBX_SIP
trunk-east.sip=15071
trunk-west.sip=15072
context=obzvon-robot
sounds.host=$RIG/var/lib/obzvon/sounds
sounds.pbx=/var/lib/obzvon/sounds
recordings.host=$RIG/var/spool/asterisk/obzvon
heard.host=$RIG/var/spool/asterisk-carrier/monitor/heard
cdr.folder=$RIG/var/log/asterisk-carrier/cdr-custom
cdr.file=$RIG/var/log/asterisk-carrier/cdr-custom/calls.csv
phones.cdr.file=$RIG/var/log/asterisk-phones/cdr-custom/calls.csv
pbx.pid=$RIG/run/asterisk-pbx/asterisk.pid
carrier.pid=$RIG/run/asterisk-carrier/asterisk.pid
phones.pid=$RIG/run/asterisk-phones/asterisk.pid
pbx.log=$RIG/var/log/asterisk-pbx/messages
carrier.log=$RIG/var/log/asterisk-carrier/messages
script=$HERE/asterisk
PROPERTIES
  )
  [ -z "${SUDO_UID:-}" ] || chown "$SUDO_UID" "$file.new"
  mv "$file.new" "$file"
}
